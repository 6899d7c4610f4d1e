package org.proofmark.rigagent.hands;

import java.util.Optional;
import java.util.Set;
import org.proofmark.domain.profile.FlashSpec;
import org.proofmark.domain.run.HandAction;
import org.proofmark.domain.run.HandResult.Refused;
import org.proofmark.rigagent.slot.Slot;

/// What actions want of a slot's wiring.
final class Wants {
    private Wants() {}

    /// Why the slot's wiring cannot do this.
    ///
    /// @param tools names of the programs that write images here
    static Optional<Refused> lacking(Slot slot, HandAction action, Set<String> tools) {
        return switch (action) {
            case HandAction.Attach _ -> Optional.empty();
            case HandAction.PowerOn _, HandAction.PowerOff _, HandAction.PowerCycle _ ->
                    lacking(slot, "power", "no-power", "has no wiring that switches power");
            case HandAction.WriteConsole _ ->
                    lacking(slot, "console", "no-console", "has no console");
            case HandAction.Flash flash ->
                    lacking(slot, "power", "no-power", "has no wiring that switches power")
                            .or(() -> lacking(slot, flash.plan(), tools))
                            .or(() -> tooLarge(flash));
            case HandAction.PressButton(var button, _) -> lackingButton(slot, button);
        };
    }

    private static Optional<Refused> lacking(Slot slot, String role, String code, String what) {
        return slot.roles().contains(role)
                ? Optional.empty()
                : Optional.of(
                        new Refused(
                                code, "slot " + slot.name() + " " + what + "; see the rig's file"));
    }

    private static Optional<Refused> lacking(Slot slot, FlashSpec plan, Set<String> tools) {
        return switch (plan) {
            case FlashSpec.UBoot _ -> lacking(slot, "console", "no-console", "has no console");
            case FlashSpec.Command command ->
                    tools.contains(command.tool())
                            ? Optional.empty()
                            : Optional.of(
                                    new Refused(
                                            "no-such-tool",
                                            "this rig has no tool '"
                                                    + command.tool()
                                                    + "' to write images; name it under flash-tools"
                                                    + " in the rig's file"));
        };
    }

    private static Optional<Refused> tooLarge(HandAction.Flash flash) {
        return flash.plan()
                .tooLarge(flash.bytes())
                .map(why ->
                        new Refused("image-too-large", "the image " + flash.name() + " " + why));
    }

    private static Optional<Refused> lackingButton(Slot slot, String button) {
        var all = slot.buttons();
        if (all.isEmpty()) {
            return Optional.of(
                    new Refused(
                            "no-button",
                            "slot " + slot.name() + " has no button; see the rig's file"));
        }
        if (button.isEmpty() ? all.size() == 1 : all.contains(button)) {
            return Optional.empty();
        }
        var names = String.join(", ", all.stream().sorted().toList());
        return Optional.of(
                new Refused(
                        "no-button",
                        button.isEmpty()
                                ? "slot "
                                        + slot.name()
                                        + " has several buttons: say which of "
                                        + names
                                : "slot "
                                        + slot.name()
                                        + " has no button '"
                                        + button
                                        + "'; it has "
                                        + names));
    }

    /// @param button empty for the only one
    static String button(Slot slot, String button) {
        return button.isEmpty() ? slot.buttons().iterator().next() : button;
    }
}
