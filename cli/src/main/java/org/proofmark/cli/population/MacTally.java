package org.proofmark.cli.population;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.proofmark.credential.finding.FindingClass;
import org.proofmark.credential.finding.PopulationFinding;
import org.proofmark.credential.finding.PopulationFinding.Weight;
import org.proofmark.credential.population.MacAddress;

/// Counts over a whole list how many passwords hold the last six digits of their unit's MAC address
/// (or of one that is up to eight away), forwards or backwards. A sample would miss a few units
/// among millions.
final class MacTally {
    private static final int TAIL = 6;

    /// One password has at most this many places, in two directions, for 17 addresses.
    private static final double PER_PLACE = 2.0 * 17 / (1 << (4 * TAIL));

    private final List<String> examples = new ArrayList<>();
    private long looked;
    private long holding;
    private double expected;

    void row(ListRow row) {
        var mac = row.mac();
        var password = row.secret();
        if (mac.isEmpty() || password.length() < TAIL) {
            return;
        }
        looked++;
        expected += PER_PLACE * (password.length() - TAIL + 1);
        if (holds(password, mac.get())) {
            holding++;
            if (examples.size() < PopulationFinding.MAX_EXAMPLES) {
                examples.add(row.id());
            }
        }
    }

    /// Every run of six hexadecimal digits is compared as a number, both ways.
    private static boolean holds(String password, MacAddress mac) {
        long tail = mac.value() & 0xffffff;
        int run = 0;
        long forwards = 0;
        long backwards = 0;
        for (int i = 0; i < password.length(); i++) {
            char c = password.charAt(i);
            if (!HexFormat.isHexDigit(c)) {
                run = 0;
                continue;
            }
            long digit = HexFormat.fromHexDigit(c);
            run++;
            forwards = ((forwards << 4) | digit) & 0xffffff;
            backwards = (backwards >> 4) | (digit << 20);
            if (run >= TAIL && (isNear(forwards, tail) || isNear(backwards, tail))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNear(long a, long b) {
        return ((a - b + 8) & 0xffffff) <= 16;
    }

    /// A finding where chance does not explain the count.
    Optional<PopulationFinding> finding() {
        double mean = Math.max(expected, 0.01);
        if (holding < 2 || holding <= mean) {
            return Optional.empty();
        }
        // Chernoff's bound for a Poisson count.
        double log10 = -(holding * Math.log(holding / mean) - holding + mean) / Math.log(10);
        if (log10 > PopulationFinding.LOG10_ASKS) {
            return Optional.empty();
        }
        return Optional.of(
                new PopulationFinding(
                        FindingClass.IDENTIFIER,
                        log10 < PopulationFinding.LOG10_ACCUSES ? Weight.BREAKS : Weight.ASKS,
                        "mac → last 6 digits (up to 8 addresses away), forwards or backwards → part of"
                                + " the password",
                        String.format(
                                Locale.ROOT,
                                "%,d of %,d passwords hold the last six digits of their unit's MAC address"
                                        + " (or one close to it); chance would give %.2g. Whoever sees the"
                                        + " address knows that part. Make passwords from random numbers.",
                                holding,
                                looked,
                                expected),
                        holding,
                        examples,
                        Optional.empty(),
                        log10,
                        Optional.empty()));
    }
}
