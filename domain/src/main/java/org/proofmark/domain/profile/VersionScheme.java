package org.proofmark.domain.profile;

import java.math.BigInteger;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// How a maker's versions are ordered. Two versions of one scheme are older, equal or newer, never
/// anything else.
public sealed interface VersionScheme extends Comparator<String> {
    /// Characters of a version.
    int MAX_LENGTH = 100;

    /// Whether this is a version of the scheme.
    boolean has(String version);

    /// What a version of the scheme looks like, for people.
    String form();

    /// Negative where the first is older.
    ///
    /// @throws IllegalArgumentException where one is no version of the scheme
    @Override
    int compare(String a, String b);

    /// Whole numbers between dots, compared one after the other; an absent one is 0, a `v` in front
    /// means nothing: 1.9 is older than 1.10, and 1.0 is 1.0.0.
    record Dotted() implements VersionScheme {
        private static final Pattern FORM =
                Pattern.compile("[vV]?[0-9]{1,18}(\\.[0-9]{1,18}){0,9}");

        @Override
        public boolean has(String version) {
            return version.length() <= MAX_LENGTH && FORM.matcher(version).matches();
        }

        @Override
        public String form() {
            return "whole numbers between dots, such as 1.4.2";
        }

        @Override
        public int compare(String a, String b) {
            var left = parts(a);
            var right = parts(b);
            for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
                int order = at(left, i).compareTo(at(right, i));
                if (order != 0) {
                    return order;
                }
            }
            return 0;
        }

        private List<BigInteger> parts(String version) {
            require(this, version);
            return Stream.of(version.replaceFirst("^[vV]", "").split("\\."))
                    .map(BigInteger::new)
                    .toList();
        }

        private static BigInteger at(List<BigInteger> parts, int i) {
            return i < parts.size() ? parts.get(i) : BigInteger.ZERO;
        }
    }

    /// One whole number, such as the number of a build.
    record Whole() implements VersionScheme {
        private static final Pattern FORM = Pattern.compile("[0-9]{1,40}");

        @Override
        public boolean has(String version) {
            return FORM.matcher(version).matches();
        }

        @Override
        public String form() {
            return "a whole number, such as 2417";
        }

        @Override
        public int compare(String a, String b) {
            require(this, a);
            require(this, b);
            return new BigInteger(a).compareTo(new BigInteger(b));
        }
    }

    /// A day of the calendar, `2026-11-23` or `20261123`.
    record Day() implements VersionScheme {
        private static final DateTimeFormatter FORM =
                DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT)
                        .withResolverStyle(ResolverStyle.STRICT);

        private static final Pattern DASHED = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

        @Override
        public boolean has(String version) {
            try {
                var _ = day(version);
                return true;
            } catch (DateTimeParseException _) {
                return false;
            }
        }

        @Override
        public String form() {
            return "a day, such as 2026-11-23 or 20261123";
        }

        @Override
        public int compare(String a, String b) {
            require(this, a);
            require(this, b);
            return day(a).compareTo(day(b));
        }

        private static LocalDate day(String version) {
            var digits = DASHED.matcher(version).matches() ? version.replace("-", "") : version;
            return LocalDate.parse(digits, FORM);
        }
    }

    /// Names that order in no way of their own, oldest first.
    ///
    /// @param oldestFirst two or more, each once
    record Listed(List<String> oldestFirst) implements VersionScheme {
        /// @throws IllegalArgumentException for fewer than two, or one that comes twice
        public Listed {
            oldestFirst = List.copyOf(oldestFirst);
            if (oldestFirst.size() < 2
                    || oldestFirst.stream().distinct().count() != oldestFirst.size()) {
                throw new IllegalArgumentException(
                        "an order of versions wants two or more, each once, got " + oldestFirst);
            }
        }

        @Override
        public boolean has(String version) {
            return oldestFirst.contains(version);
        }

        @Override
        public String form() {
            return "one of " + oldestFirst;
        }

        @Override
        public int compare(String a, String b) {
            require(this, a);
            require(this, b);
            return Integer.compare(oldestFirst.indexOf(a), oldestFirst.indexOf(b));
        }
    }

    private static void require(VersionScheme scheme, String version) {
        if (!scheme.has(version)) {
            throw new IllegalArgumentException(
                    "'" + version + "' is no version of the profile's scheme: " + scheme.form());
        }
    }
}
