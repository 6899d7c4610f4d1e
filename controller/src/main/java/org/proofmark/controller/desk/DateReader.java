package org.proofmark.controller.desk;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Finds dates in English text, in the forms that people write. A form that can be read as two days
/// (03/04/2031) gives both readings; one that is no day of the calendar gives none. Years from 2000
/// to 2199.
final class DateReader {
    /// A date with its place.
    ///
    /// @param readings one, or two where nobody can tell
    record Found(int start, int end, List<Reading> readings) {}

    /// @param date the day; the last of the month (or year) where only that is named
    /// @param dayNamed whether the day itself is written
    record Reading(LocalDate date, boolean dayNamed) {}

    private static final String MONTH =
            "(?<m>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
                    + "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
    private static final String YEAR = "(?<y>2[01]\\d\\d)(?!\\d)";
    private static final String DAY = "(?<d>\\d{1,2})(?:st|nd|rd|th)?";
    private static final String BEGIN = "(?<![\\w./-])";
    private static final List<String> MONTHS =
            List.of(
                    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
                    "dec");

    private static final Pattern DAY_MONTH_YEAR =
            pattern(DAY + "\\.?(?:\\s+of)?[\\s-]*" + MONTH + "\\.?,?[\\s-]+" + YEAR);
    private static final Pattern MONTH_DAY_YEAR =
            pattern(MONTH + "\\.?\\s+(?:the\\s+)?" + DAY + ",?\\s+" + YEAR);
    private static final Pattern ISO =
            pattern("(?<y>2[01]\\d\\d)([-/.])(?<n>\\d{1,2})\\2(?<d>\\d{1,2})(?![\\d-])");
    private static final Pattern NUMBERS = pattern("(?<a>\\d{1,2})([./-])(?<b>\\d{1,2})\\2" + YEAR);
    private static final Pattern MONTH_YEAR = pattern(MONTH + "\\.?,?(?:\\s+of)?[\\s-]+" + YEAR);
    private static final Pattern ISO_MONTH =
            pattern("(?<y>2[01]\\d\\d)[-/](?<n>0[1-9]|1[0-2])(?![\\d/-])");
    private static final Pattern MONTH_NUMBER_YEAR = pattern("(?<n>0?[1-9]|1[0-2])[/.]" + YEAR);
    private static final Pattern END_OF_YEAR =
            pattern("end\\s+of\\s+(?:the\\s+year\\s+|calendar\\s+year\\s+)?" + YEAR);

    private DateReader() {}

    private static Pattern pattern(String text) {
        return Pattern.compile(BEGIN + text, Pattern.CASE_INSENSITIVE);
    }

    /// All dates, in the order of the text; what is part of a longer one is not given.
    static List<Found> read(String text) {
        var found = new ArrayList<Found>();
        var taken = new boolean[text.length()];
        Stream.of(DAY_MONTH_YEAR, MONTH_DAY_YEAR)
                .forEach(p -> each(p, text, taken, found, DateReader::namedDay));
        each(ISO, text, taken, found, m -> day(year(m), number(m, "n"), number(m, "d")));
        each(NUMBERS, text, taken, found, DateReader::numbers);
        each(MONTH_YEAR, text, taken, found, m -> month(year(m), monthOf(m)));
        Stream.of(ISO_MONTH, MONTH_NUMBER_YEAR)
                .forEach(p -> each(p, text, taken, found, m -> month(year(m), number(m, "n"))));
        each(END_OF_YEAR, text, taken, found, m -> month(year(m), 12));
        found.sort(Comparator.comparingInt(Found::start));
        return found;
    }

    private static void each(
            Pattern pattern,
            String text,
            boolean[] taken,
            List<Found> found,
            java.util.function.Function<MatchResult, List<Reading>> reading) {
        var matcher = pattern.matcher(text);
        while (matcher.find()) {
            if (taken[matcher.start()] || taken[matcher.end() - 1]) {
                continue;
            }
            java.util.Arrays.fill(taken, matcher.start(), matcher.end(), true);
            var readings = reading.apply(matcher.toMatchResult());
            if (!readings.isEmpty()) {
                found.add(new Found(matcher.start(), matcher.end(), readings));
            }
        }
    }

    private static List<Reading> namedDay(MatchResult match) {
        return day(year(match), monthOf(match), number(match, "d"));
    }

    /// 31/03/2031 or 03/31/2031; both where both are days.
    private static List<Reading> numbers(MatchResult match) {
        var year = year(match);
        var a = number(match, "a");
        var b = number(match, "b");
        return Stream.concat(day(year, b, a).stream(), day(year, a, b).stream())
                .distinct()
                .toList();
    }

    private static List<Reading> day(int year, int month, int day) {
        return date(year, month, day).map(d -> new Reading(d, true)).stream().toList();
    }

    private static Optional<LocalDate> date(int year, int month, int day) {
        try {
            return Optional.of(LocalDate.of(year, month, day));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static List<Reading> month(int year, int month) {
        return List.of(new Reading(YearMonth.of(year, month).atEndOfMonth(), false));
    }

    private static int year(MatchResult match) {
        return number(match, "y");
    }

    private static int monthOf(MatchResult match) {
        return 1 + MONTHS.indexOf(match.group("m").toLowerCase(Locale.ROOT).substring(0, 3));
    }

    private static int number(MatchResult match, String group) {
        return Integer.parseInt(match.group(group));
    }
}
