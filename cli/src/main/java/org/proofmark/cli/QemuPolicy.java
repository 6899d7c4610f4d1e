package org.proofmark.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.proofmark.cli.bundle.ReportView;
import org.proofmark.cli.bundle.ReportView.VerdictLine;
import org.proofmark.domain.plan.Preset;
import org.proofmark.domain.scheme.Requirement;
import org.proofmark.domain.verdict.Outcome;

/// A credential policy of the QEMU device (docs/qemu-device.md) and what a report must say of it.
///
/// @param name as `virtual-lab/qemu/device --policy` takes it
/// @param leastUnits as many as show what the policy does
/// @param fails requirements that must be FAIL
/// @param reason the code that each of those must have among its reasons; empty where none fails
record QemuPolicy(String name, int leastUnits, Set<Requirement> fails, String reason) {
    /// A new random password at each reset.
    static final QemuPolicy RANDOM = new QemuPolicy("random", 2, Set.of(), "");

    /// The end of the MAC address. Two neighbours differ in one digit only, which may be chance.
    static final QemuPolicy MAC =
            new QemuPolicy(
                    "mac",
                    3,
                    Set.of(Requirement.PASSWORDS, Requirement.EN_5_1_2),
                    "derived-from-identifier");

    /// One password for all units.
    static final QemuPolicy UNIVERSAL =
            new QemuPolicy(
                    "universal",
                    2,
                    Set.of(Requirement.PASSWORDS, Requirement.EN_5_1_1),
                    "universal-credential");

    /// All of them, the compliant one first, and those that go well side by side.
    static final List<QemuPolicy> ALL = List.of(RANDOM, UNIVERSAL, MAC);

    QemuPolicy {
        fails = Set.copyOf(fails);
        if (fails.isEmpty() != reason.isEmpty()) {
            throw new IllegalArgumentException(
                    name + ": a policy that fails wants a reason, and another one none");
        }
    }

    /// The id of the device in plan and report.
    String profileId() {
        return "qemu-" + name;
    }

    /// How many units a campaign takes.
    int units(Preset preset) {
        return Math.max(leastUnits, preset.units());
    }

    /// What is not as demanded, in words. The compliant policy must PASS everything; of a flawed
    /// one a provision of EN 303 645 that it does not break may stay open, since a flaw can hide
    /// it.
    List<String> deviations(ReportView report) {
        var deviations = new ArrayList<String>();
        for (Requirement requirement : Requirement.ALL) {
            var lines = report.of(profileId()).filter(line -> decides(requirement, line)).toList();
            if (lines.size() != 1 || !meets(requirement, lines.getFirst())) {
                deviations.add(
                        "%s %s: demanded %s, got %s %s"
                                .formatted(
                                        profileId(),
                                        requirement.name(),
                                        demanded(requirement),
                                        lines.stream().map(VerdictLine::outcome).toList(),
                                        codes(lines)));
            }
        }
        return deviations;
    }

    private boolean meets(Requirement requirement, VerdictLine line) {
        if (fails.contains(requirement)) {
            return line.outcome() == Outcome.FAIL && line.codes().contains(reason);
        }
        return line.outcome() == Outcome.PASS
                || (mayStayOpen(requirement) && line.outcome() == Outcome.INCONCLUSIVE);
    }

    private boolean mayStayOpen(Requirement requirement) {
        return !fails.isEmpty() && !requirement.decidesByDefault();
    }

    private String demanded(Requirement requirement) {
        if (fails.contains(requirement)) {
            return "FAIL " + reason;
        }
        return mayStayOpen(requirement) ? "no FAIL" : "PASS";
    }

    private static boolean decides(Requirement requirement, VerdictLine line) {
        return line.scheme().equals(requirement.scheme())
                && line.requirement().equals(requirement.name());
    }

    private static List<String> codes(Collection<VerdictLine> lines) {
        return lines.stream().map(VerdictLine::codes).flatMap(List::stream).distinct().toList();
    }

    /// What is not as demanded of any of them.
    static List<String> deviations(Collection<QemuPolicy> policies, ReportView report) {
        return policies.stream().flatMap(policy -> policy.deviations(report).stream()).toList();
    }
}
