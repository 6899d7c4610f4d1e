package org.proofmark.deviceprofiles;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.proofmark.domain.profile.BootSpec.BootMark;
import org.proofmark.domain.profile.BootSpec.FirmwareSource;
import org.proofmark.domain.profile.CredentialSpec;
import org.proofmark.domain.profile.CredentialSpec.Opens;
import org.proofmark.domain.profile.DeviceProfile;
import org.proofmark.domain.profile.FactorySource;
import org.proofmark.domain.profile.FlashSpec;
import org.proofmark.domain.profile.InterfaceName;
import org.proofmark.domain.profile.InterfaceProtocol;
import org.proofmark.domain.profile.InterfaceSpec;
import org.proofmark.domain.profile.ResetPath;
import org.proofmark.domain.profile.ResetPath.Action;
import org.proofmark.domain.profile.ResetPath.ResetMark;
import org.proofmark.domain.profile.UpdateSpec;

/// Checks that what a profile refers to is there.
final class References {
    private final DeviceProfile profile;
    private final Fields root;

    References(DeviceProfile profile, Fields root) {
        this.profile = profile;
        this.root = root;
    }

    void check() {
        wants("power", "every test switches the device", List.of());
        if (profile.console().isPresent()) {
            wants("console", "there is a console", List.of("console"));
        }
        boot();
        profile.flash()
                .filter(this::usesConsole)
                .ifPresent(
                        _ -> wants("console", "an image goes over the console", List.of("flash")));
        profile.interfaces().forEach(this::interfaceOf);
        profile.credentials().forEach(this::credential);
        if (!profile.identifiers().isEmpty()) {
            wants("label", "identifiers stand on the label", List.of("identifiers"));
        }
        profile.resetPaths().forEach(this::reset);
        profile.updates().ifPresent(this::updates);
    }

    private void boot() {
        for (var mark : profile.boot().marks()) {
            var at = List.of("boot", "marks");
            switch (mark) {
                case BootMark.OnConsole _ -> wants("console", "a mark is on the console", at);
                case BootMark.Answers answers ->
                        known(answers.interfaceName(), at)
                                .filter(i -> i.protocol() == InterfaceProtocol.UART)
                                .ifPresent(_ ->
                                        refuse(
                                                at,
                                                "a uart takes no connections; use a"
                                                        + " console mark"));
            }
        }
        if (!profile.boot().banners().isEmpty()) {
            wants("console", "a banner is on the console", List.of("boot", "banners"));
        }
        profile.boot().firmware().ifPresent(s -> firmware(s, List.of("boot", "firmware")));
    }

    private void firmware(FirmwareSource source, List<String> at) {
        switch (source) {
            case FirmwareSource.OnConsole _ ->
                    wants("console", "the firmware is on the console", at);
            case FirmwareSource.Page page ->
                    extracts(page.interfaceName(), page.dialogue(), "firmware", at);
        }
    }

    private void updates(UpdateSpec updates) {
        var at = List.of("updates");
        wants("network", "updates come over the network", at);
        if (profile.boot().firmware().isEmpty()) {
            refuse(
                    at,
                    "wants 'boot.firmware': what is installed is asked for after each boot, in two"
                            + " ways");
        }
        updates.installed().forEach(s -> firmware(s, append(at, "installed")));
        profile.boot()
                .firmware()
                .filter(f -> updates.installed().stream().anyMatch(i -> same(f, i)))
                .ifPresent(_ ->
                        refuse(
                                append(at, "installed"),
                                "is the way of boot.firmware again: name another one"));
        if (updates.look() instanceof UpdateSpec.Look.Asked asked) {
            dialogue(asked.interfaceName(), asked.dialogue(), append(at, "looks"));
        }
    }

    /// A pattern is compared as it is written.
    private static boolean same(FirmwareSource one, FirmwareSource other) {
        if (one instanceof FirmwareSource.OnConsole a
                && other instanceof FirmwareSource.OnConsole b) {
            return a.pattern().pattern().equals(b.pattern().pattern());
        }
        return one.equals(other);
    }

    private boolean usesConsole(FlashSpec flash) {
        return switch (flash) {
            case FlashSpec.UBoot _ -> true;
            case FlashSpec.Command command ->
                    Stream.of(command.identity(), command.write(), command.verify())
                            .flatMap(List::stream)
                            .anyMatch(argument -> argument.contains("{port}"));
        };
    }

    private void interfaceOf(InterfaceSpec spec) {
        var at = List.of("interfaces", spec.name().value());
        if (spec.protocol() == InterfaceProtocol.UART) {
            wants("console", "there is a uart", at);
        } else {
            wants("network", "there is an interface on the network", at);
        }
        new Variables(profile, spec, (way, text) -> refuse(way, text)).check();
    }

    private void credential(CredentialSpec spec) {
        var at = List.of("credentials", spec.name().value());
        if (spec.factory() instanceof FactorySource.Label label
                && profile.identifiers().contains(label.key())) {
            refuse(
                    List.of("identifiers"),
                    "'" + label.key() + "' is where '" + spec.name() + "' takes its value from");
        }
        for (var name : spec.interfaces()) {
            known(name, append(at, "interfaces"))
                    .filter(i -> i.dialogue(InterfaceSpec.LOGIN).isEmpty())
                    .filter(i -> i.protocol() != InterfaceProtocol.SSH)
                    .ifPresent(i ->
                            refuse(
                                    append(at, "interfaces"),
                                    "interface '"
                                            + i.name()
                                            + "' wants a dialogue 'login', since a"
                                            + " credential opens it"));
        }
        spec.change()
                .ifPresent(c -> dialogue(c.interfaceName(), c.dialogue(), append(at, "change")));
        factory(spec, append(at, "factory"));
        boolean noneForUse =
                spec.factory() instanceof FactorySource.UserDefined || spec.opens() == Opens.SET_UP;
        if (noneForUse && profile.changeOf(spec).isEmpty()) {
            refuse(
                    at,
                    "the user defines this password, so an interface wants a dialogue 'set-up', or"
                            + " 'change' names another");
        }
    }

    private void factory(CredentialSpec spec, List<String> at) {
        switch (spec.factory()) {
            case FactorySource.Label _ -> wants("label", "the value is on the label", at);
            case FactorySource.Uart _ -> wants("console", "the value is on the console", at);
            case FactorySource.Page page ->
                    extracts(page.interfaceName(), page.dialogue(), "password", at);
            case FactorySource.Stated _, FactorySource.UserDefined _ -> {
                // nothing that is referred to
            }
        }
    }

    private void reset(ResetPath path) {
        var at = List.of("reset-paths", path.name());
        for (var step : path.steps()) {
            switch (step.action()) {
                case Action.Press press -> button(press.button(), at);
                case Action.Release release -> button(release.button(), at);
                case Action.Talk talk -> {
                    dialogue(talk.interfaceName(), talk.dialogue(), append(at, "steps"));
                    talk.credential()
                            .filter(c -> profile.credential(c).isEmpty())
                            .ifPresent(c ->
                                    refuse(append(at, "steps"), "unknown credential '" + c + "'"));
                }
                case Action.Flash flash -> image(flash.image(), append(at, "steps"));
                case Action.Wait _, Action.PowerOn _, Action.PowerOff _ -> {
                    // power is always there
                }
            }
        }
        path.marks().forEach(mark -> mark(mark, append(at, "marks")));
    }

    private void mark(ResetMark mark, List<String> at) {
        switch (mark) {
            case ResetMark.OnConsole _ -> wants("console", "a mark is on the console", at);
            case ResetMark.Accepted accepted ->
                    dialogue(accepted.interfaceName(), accepted.dialogue(), at);
            case ResetMark.NewHostKey key ->
                    known(key.interfaceName(), at)
                            .filter(i -> i.protocol() != InterfaceProtocol.SSH)
                            .ifPresent(i ->
                                    refuse(
                                            at,
                                            "only ssh has a host key, and '"
                                                    + i.name()
                                                    + "' is none"));
            case ResetMark.Gone gone -> {
                dialogue(gone.interfaceName(), gone.plant(), at);
                dialogue(gone.interfaceName(), gone.dialogue(), at);
            }
        }
    }

    private void image(String name, List<String> at) {
        if (!profile.images().containsKey(name)) {
            refuse(
                    at,
                    "unknown image '"
                            + name
                            + "', expected one of flash.images, "
                            + profile.images().keySet().stream().sorted().toList());
        }
    }

    private void button(String name, List<String> at) {
        wants("button:" + name, "the button '" + name + "' is used", append(at, "steps"));
    }

    private void wants(String role, String why, List<String> at) {
        if (!profile.wiring().contains(role)) {
            refuse(at, "'wiring' wants " + role + ", since " + why);
        }
    }

    private Optional<InterfaceSpec> known(InterfaceName name, List<String> at) {
        var found = profile.interfaceOf(name);
        if (found.isEmpty()) {
            refuse(
                    at,
                    "unknown interface '"
                            + name
                            + "', expected one of "
                            + profile.interfaces().stream().map(i -> i.name().value()).toList());
        }
        return found;
    }

    private void dialogue(InterfaceName name, String purpose, List<String> at) {
        known(name, at)
                .filter(i -> i.dialogue(purpose).isEmpty())
                .ifPresent(i ->
                        refuse(
                                at,
                                "interface '"
                                        + name
                                        + "' has no dialogue '"
                                        + purpose
                                        + "', expected one of "
                                        + i.dialogues().keySet().stream().sorted().toList()));
    }

    private void extracts(InterfaceName name, String purpose, String variable, List<String> at) {
        dialogue(name, purpose, at);
        profile.interfaceOf(name)
                .flatMap(i -> i.dialogue(purpose))
                .filter(d -> !Variables.defined(d).contains(variable))
                .ifPresent(_ ->
                        refuse(
                                at,
                                "the dialogue '"
                                        + purpose
                                        + "' wants to extract '"
                                        + variable
                                        + "'"));
    }

    private void refuse(List<String> at, String text) {
        root.problems().add(root.find(at), String.join(".", at), text);
    }

    private static List<String> append(List<String> way, String key) {
        return Stream.concat(way.stream(), Stream.of(key)).toList();
    }
}
