package org.proofmark.credential.search;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.proofmark.credential.population.MacAddress;
import org.proofmark.credential.population.PopulationUnit;
import org.proofmark.credential.transform.DateInputs;

/// Seeds that a unit's password may have been drawn with: consecutive numbers.
///
/// @param what for people, such as `the second of manufactured`
/// @param first the smallest
record Seeds(String what, long first, int count) {
    /// Uptimes in seconds or milliseconds at which a device makes a password.
    private static final int MAX_UPTIME = 1 << 16;

    private static final int SECONDS_A_DAY = 86_400;
    private static final int MAX_ZONE_SECONDS = 14 * 3_600;
    private static final int AROUND_AN_INSTANT_SECONDS = 3_600;

    /// More digits are no `long`.
    private static final int MAX_DIGITS = 18;

    /// Those of a unit: uptimes, and for each identifier its date's seconds and its number.
    static List<Seeds> of(PopulationUnit unit) {
        var seeds = new ArrayList<Seeds>();
        seeds.add(new Seeds("the uptime", 0, MAX_UPTIME));
        unit.identifiers()
                .forEach((name, value) -> {
                    time(name, value).ifPresent(seeds::add);
                    number(name, value).ifPresent(seeds::add);
                });
        return seeds;
    }

    private static Optional<Seeds> number(String name, String value) {
        var what = "the number in " + name;
        var mac = MacAddress.parse(value);
        if (mac.isPresent()) {
            return Optional.of(new Seeds(what, mac.get().value(), 1));
        }
        var digits = value.replaceAll("\\D", "");
        return digits.isEmpty() || digits.length() > MAX_DIGITS
                ? Optional.empty()
                : Optional.of(new Seeds(what, Long.parseLong(digits), 1));
    }

    private static Optional<Seeds> time(String name, String value) {
        var what = "the second of " + name;
        var date = DateInputs.parse(value);
        if (date.isEmpty()) {
            return Optional.empty();
        }
        try {
            long second = Instant.parse(value).getEpochSecond();
            return Optional.of(
                    new Seeds(
                            what,
                            second - AROUND_AN_INSTANT_SECONDS,
                            2 * AROUND_AN_INSTANT_SECONDS));
        } catch (DateTimeParseException e) {
            long midnight = date.get().atStartOfDay(ZoneOffset.UTC).toEpochSecond();
            return Optional.of(
                    new Seeds(
                            what,
                            midnight - MAX_ZONE_SECONDS,
                            SECONDS_A_DAY + 2 * MAX_ZONE_SECONDS));
        }
    }
}
