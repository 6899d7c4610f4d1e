package org.proofmark.credential.specimen;

import java.util.List;
import java.util.Random;
import org.proofmark.credential.finding.FindingClass;
import org.proofmark.credential.specimen.FlawedSpecimens.Flawed;

/// Generators of row P5: pseudo-random sequences whose seed stands on the label.
final class SeededSpecimens {
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

    private SeededSpecimens() {}

    static void addTo(List<Flawed> all) {
        FlawedSpecimens.add(
                all,
                "P5",
                "java.util.Random seeded with the serial number",
                (u, r) -> java(Long.parseLong(u.serial().substring(2))),
                FindingClass.IDENTIFIER);
        FlawedSpecimens.add(
                all,
                "P5",
                "java.util.Random seeded with the MAC",
                (u, r) -> "Net-" + java(u.mac().value()),
                FindingClass.IDENTIFIER);
    }

    private static String java(long seed) {
        return Draw.text(new Random(seed), LETTERS, 10);
    }
}
