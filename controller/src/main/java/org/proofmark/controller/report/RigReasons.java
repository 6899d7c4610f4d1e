package org.proofmark.controller.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.proofmark.controller.report.Explanation.Kind;

/// Codes of faults of a rig. What a rig's wiring brings along beside these has [#OTHER].
final class RigReasons {
    private static final String THEN = " Then run the campaign again.";

    /// A fault that is not listed here.
    static final Explanation OTHER =
            rig(
                    "The test rig had a fault, so the test could not be finished.",
                    "See what the rig said at that step, put it right." + THEN);

    static final Map<String, Explanation> ALL = all();

    private RigReasons() {}

    private static Map<String, Explanation> all() {
        var all = new LinkedHashMap<String, Explanation>();
        put(
                all,
                List.of("power-not-cut", "power-stuck", "power-on-failed", "no-power"),
                "The rig could not switch the device's power.",
                "Check the relay and the power wiring of the slot." + THEN);
        put(
                all,
                List.of("button-failed", "no-button"),
                "The rig could not press the device's button.",
                "Check the button's wiring and its name in the rig's file." + THEN);
        put(
                all,
                List.of(
                        "console-lost",
                        "console-bytes-lost",
                        "console-gap",
                        "console-missing",
                        "console-not-recorded",
                        "console-unreadable",
                        "no-console"),
                "The rig lost the device's console, or a part of it.",
                "Check the serial adapter, its cable and the speed of the line." + THEN);
        put(
                all,
                List.of("boot-timeout", "console-timeout"),
                "The device was not seen to start, or to answer, in time.",
                "Check power and console of the slot and the profile's marks of the boot; look at the"
                        + " device's last words below."
                        + THEN);
        put(
                all,
                List.of("flash-failed", "flash-runs"),
                "The rig could not write an image to the device.",
                "Read the step that failed below; check the image, the profile's flash section, and the"
                        + " line or the tool that writes. A second flash may recover the device."
                        + THEN);
        put(
                all,
                List.of(
                        "no-network",
                        "network-baseline-missing",
                        "network-cut",
                        "network-unserved"),
                "The rig could not reach the device's network.",
                "Check the slot's network cable, and its network and address in the rig's file."
                        + THEN);
        put(
                all,
                List.of("wrong-device", "wrong-unit"),
                "Another device was in the slot, so nothing of this test is laid to the unit.",
                "Put the right unit into the slot, or correct the rig's file." + THEN);
        put(
                all,
                List.of("label-unreadable", "no-label"),
                "The rig could not read the unit's label.",
                "Put the label's values into the rig's file." + THEN);
        put(
                all,
                List.of(
                        "agent-lost",
                        "agent-restarted",
                        "agent-silent",
                        "agent-stopped",
                        "agent-stops",
                        "agent-defect",
                        "attempt-lost",
                        "attempt-aborted",
                        "attempt-fenced",
                        "lease-expired",
                        "order-refused",
                        "order-unreadable",
                        "inputs-unreadable",
                        "blob-missing",
                        "controller-restored"),
                "The machine that drives the rig, or the controller, stopped or was not heard of in"
                        + " the middle of the test.",
                "Check these machines, their network and the log of the rig-agent." + THEN);
        put(
                all,
                List.of("suite-crashed", "suite-defect", "suite-hung", "suite-interrupted"),
                "The test program broke off, by its own defect or because it was stopped.",
                "See suite.log in the evidence; report it to who maintains the suite." + THEN);
        put(
                all,
                List.of("disk-full"),
                "The disk of the rig was full, so the test could not be recorded.",
                "Free space on the rig's disk." + THEN);
        put(
                all,
                List.of(
                        "gpio-busy",
                        "gpio-failed",
                        "gpio-forbidden",
                        "gpio-missing",
                        "gpio-unsafe",
                        "wiring-unusable",
                        "wiring-busy",
                        "wiring-lacks"),
                "The rig could not use the wiring of the slot.",
                "Check the slot in the rig's file, and that nothing else holds its lines." + THEN);
        put(
                all,
                List.of("no-flasher"),
                "The test wants to write an image, and nothing says how, or which.",
                "Say it in the profile's section flash, and name the image in flash.images."
                        + THEN);
        put(
                all,
                List.of("no-release"),
                "The test wants to offer an update that its maker has not supplied.",
                "Supply it as the profile's section updates says." + THEN);
        put(
                all,
                List.of("update-requests-lost"),
                "The device asked the update server more often than the rig keeps of one attempt.",
                "Have the profile's section updates state a longer check interval, if the device"
                        + " can be set so; else test fewer cases in one attempt."
                        + THEN);
        return Map.copyOf(all);
    }

    private static void put(
            Map<String, Explanation> all, List<String> codes, String plain, String remedy) {
        codes.forEach(code -> all.put(code, rig(plain, remedy)));
    }

    private static Explanation rig(String plain, String remedy) {
        return new Explanation(Kind.RIG, plain, remedy);
    }
}
