package org.proofmark.credential.search;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.proofmark.credential.finding.FindingClass;
import org.proofmark.credential.finding.PopulationFinding;
import org.proofmark.credential.population.PopulationUnit;
import org.proofmark.credential.population.Study;

/// Passwords that are dates of recent decades, where the list gives no date to compare with.
final class DateSearch implements Detector {
    private static final List<String> PATTERNS =
            List.of("uuuuMMdd", "ddMMuuuu", "MMdduuuu", "yyMMdd", "ddMMyy", "MMddyy", "uuuu-MM-dd");
    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2049;
    private static final double DAYS = 50 * 365.25;

    /// Twelve months of 31 days, the 50 years: the share of eight digits that is a date.
    private static final double LOG10_SIX_DIGITS = Math.log10(DAYS / 1e6);

    private static final double LOG10_EIGHT_DIGITS = Math.log10(DAYS / 1e8);

    @Override
    public List<PopulationFinding> look(Study study, Trials trials) {
        trials.add("dates", PATTERNS.size());
        var found = new ArrayList<PopulationFinding>();
        for (String pattern : PATTERNS) {
            search(study, pattern).ifPresent(found::add);
        }
        found.sort(java.util.Comparator.comparingDouble(PopulationFinding::log10Coincidence));
        return found.subList(0, Math.min(1, found.size()));
    }

    private static Optional<PopulationFinding> search(Study study, String pattern) {
        var format = format(pattern);
        var explained =
                study.units().stream().filter(u -> isDate(u, format, pattern.length())).toList();
        return Chance.judge(
                study,
                new Chance.Claim(
                        FindingClass.DATE,
                        "date as " + pattern.replace('u', 'y'),
                        "The passwords are dates: some ten thousand values, and the year of make narrows"
                                + " them to some hundred. Draw passwords at random.",
                        explained,
                        PATTERNS.size(),
                        pattern.length() == 6 ? LOG10_SIX_DIGITS : LOG10_EIGHT_DIGITS,
                        0,
                        false,
                        0,
                        Optional.of(unit -> isDate(unit, format, pattern.length()))));
    }

    private static DateTimeFormatter format(String pattern) {
        var builder = new DateTimeFormatterBuilder();
        if (pattern.contains("yy")) {
            int at = pattern.indexOf("yy");
            append(builder, pattern.substring(0, at));
            builder.appendValueReduced(ChronoField.YEAR, 2, 2, FIRST_YEAR);
            append(builder, pattern.substring(at + 2));
        } else {
            append(builder, pattern);
        }
        return builder.toFormatter(Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    }

    private static void append(DateTimeFormatterBuilder builder, String pattern) {
        if (!pattern.isEmpty()) {
            builder.appendPattern(pattern);
        }
    }

    /// The password's last characters, behind letters and signs at most.
    private static boolean isDate(PopulationUnit unit, DateTimeFormatter format, int length) {
        var password = unit.password();
        int cut = password.length() - length;
        if (cut < 0 || password.substring(0, cut).chars().anyMatch(Character::isDigit)) {
            return false;
        }
        try {
            var date = LocalDate.parse(password.substring(cut), format);
            return date.getYear() >= FIRST_YEAR && date.getYear() <= LAST_YEAR;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
