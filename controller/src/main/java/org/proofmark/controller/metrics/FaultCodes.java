package org.proofmark.controller.metrics;

import java.util.List;
import org.proofmark.domain.run.Fault;

/// The codes of faults that are counted by name. A suite of a user's own may bring others: they
/// count as `other`, so that nobody can make series without end.
final class FaultCodes {
    static final String OTHER = "other";

    static final List<String> KNOWN =
            List.of(
                    "aborted",
                    "agent-defect",
                    "agent-lost",
                    "agent-restarted",
                    "agent-silent",
                    "agent-stopped",
                    "agent-stops",
                    "attempt-lost",
                    "blob-missing",
                    "boot-timeout",
                    "button-failed",
                    "console-bytes-lost",
                    "console-gap",
                    "console-lost",
                    "console-missing",
                    "console-not-recorded",
                    "console-timeout",
                    "console-unreadable",
                    "controller-restored",
                    "device-boot-loop",
                    "device-brown-out",
                    "device-exited",
                    "device-panic",
                    "device-watchdog-reset",
                    "disk-full",
                    "flash-failed",
                    "flash-runs",
                    "gpio-busy",
                    "gpio-failed",
                    "gpio-forbidden",
                    "gpio-missing",
                    "gpio-unsafe",
                    "inputs-unreadable",
                    "label-unreadable",
                    "lease-expired",
                    "network-baseline-missing",
                    "network-cut",
                    "network-unserved",
                    "no-button",
                    "no-console",
                    "no-flasher",
                    "no-label",
                    "no-network",
                    "no-power",
                    "no-release",
                    "order-refused",
                    "order-unreadable",
                    OTHER,
                    "power-not-cut",
                    "power-on-failed",
                    "power-stuck",
                    "profile-unusable",
                    "reset-not-proven",
                    "suite-crashed",
                    "suite-defect",
                    "suite-hung",
                    "suite-interrupted",
                    "suite-missing",
                    "update-requests-lost",
                    "wiring-lacks",
                    "wrong-device",
                    "wrong-unit");

    private FaultCodes() {}

    static String of(Fault fault) {
        return KNOWN.contains(fault.code()) ? fault.code() : OTHER;
    }
}
