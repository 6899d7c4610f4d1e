package org.proofmark.virtuallab.process;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A slot's settings, as docs/virtual-lab.md tells them.
///
/// @param command run by `/bin/sh -c`
/// @param rtc what `DUT_RTC` says at each power-on; the present time where empty
/// @param button the name by which profiles call the button
/// @param network the network of the slot's own; empty where the device shares the host's
record ProcessSettings(
        String command,
        UnitIdentity unit,
        Optional<Instant> rtc,
        String button,
        Optional<NetworkSettings> network,
        List<LabFault> faults) {
    /// The environment that the kernel takes for one word.
    static final int MAX_COMMAND = 32 * 1024;

    private static final int MAX_CYCLE = 1_000_000;
    private static final long MAX_AFTER = 1L << 40;
    private static final long MAX_LOSS = 1 << 20;
    private static final Duration UNPLUGGED = Duration.ofSeconds(3);
    private static final String FAULTS =
            "power-stuck, console-unplug, console-loss, cable-out, button-dead";

    ProcessSettings {
        if (command.isBlank() || command.length() > MAX_COMMAND || command.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "command wants a line for /bin/sh of 1 to " + MAX_COMMAND + " characters");
        }
        if (network.isEmpty() && faults.stream().anyMatch(LabFault.CableOut.class::isInstance)) {
            throw new IllegalArgumentException(
                    "the fault cable-out wants a network of the slot's own: network: namespace");
        }
        faults = List.copyOf(faults);
    }

    /// @param number the slot's index: the unit of `seed` that sits in it where none is named
    /// @throws IllegalArgumentException names the key, the value and what is expected
    static ProcessSettings parse(Map<String, Object> settings, int number) {
        var keys = new Keys("", settings);
        var command = keys.text("command").orElseThrow(() -> keys.wrong("command", "a command"));
        var preset =
                UnitIdentities.of(
                                keys.number("seed", Long.MIN_VALUE, Long.MAX_VALUE).orElse(1L),
                                number + 1)
                        .get(number);
        var unit =
                new UnitIdentity(
                        keys.text("serial-number").orElse(preset.serialNumber()),
                        keys.text("mac").orElse(preset.mac()),
                        keys.text("batch").orElse(preset.batch()),
                        keys.date("manufactured").orElse(preset.manufactured()));
        var parsed =
                new ProcessSettings(
                        command,
                        unit,
                        keys.instant("rtc"),
                        buttonName(keys),
                        keys.object("network").flatMap(NetworkSettings::parse),
                        faults(keys));
        keys.refuseOthers();
        return parsed;
    }

    boolean buttonDead() {
        return faults.stream().anyMatch(LabFault.ButtonDead.class::isInstance);
    }

    boolean stuckAt(int cycle) {
        return faults.stream()
                .anyMatch(
                        f -> f instanceof LabFault.PowerStuck stuck && stuck.fromCycle() <= cycle);
    }

    private static String buttonName(Keys keys) {
        var names = keys.texts("buttons");
        if (names.size() > 1) {
            throw keys.wrong("buttons", "one name: the contract has one DUT_BUTTON");
        }
        return names.isEmpty() ? "reset" : names.getFirst();
    }

    private static List<LabFault> faults(Keys keys) {
        return keys.objects("faults").stream().map(ProcessSettings::fault).toList();
    }

    private static LabFault fault(Keys keys) {
        LabFault fault =
                switch (keys.text("kind").orElse("")) {
                    case "power-stuck" -> new LabFault.PowerStuck(cycle(keys, "from-cycle"));
                    case "console-unplug" ->
                            new LabFault.ConsoleUnplug(
                                    cycle(keys, "at-cycle"),
                                    afterBytes(keys),
                                    keys.duration("for").orElse(UNPLUGGED));
                    case "console-loss" ->
                            new LabFault.ConsoleLoss(
                                    cycle(keys, "at-cycle"),
                                    afterBytes(keys),
                                    keys.number("bytes", 1, MAX_LOSS).orElse(1L));
                    case "cable-out" ->
                            new LabFault.CableOut(
                                    cycle(keys, "at-cycle"),
                                    afterBytes(keys),
                                    keys.duration("for").orElse(UNPLUGGED));
                    case "button-dead" -> new LabFault.ButtonDead();
                    default -> throw keys.wrong("kind", "one of " + FAULTS);
                };
        keys.refuseOthers();
        return fault;
    }

    private static int cycle(Keys keys, String key) {
        return keys.number(key, 1, MAX_CYCLE).orElse(1L).intValue();
    }

    private static long afterBytes(Keys keys) {
        return keys.number("after-bytes", 0, MAX_AFTER).orElse(0L);
    }
}
