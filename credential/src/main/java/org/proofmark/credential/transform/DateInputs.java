package org.proofmark.credential.transform;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.proofmark.credential.population.PopulationUnit;
import org.proofmark.credential.population.Study;

/// Dates of the list in the spellings that people make passwords of.
public final class DateInputs {
    /// Spellings, the usual ones first.
    public static final List<String> PATTERNS =
            List.of(
                    "yyyyMMdd",
                    "ddMMyyyy",
                    "MMddyyyy",
                    "yyMMdd",
                    "ddMMyy",
                    "MMddyy",
                    "yyyy-MM-dd",
                    "dd.MM.yyyy",
                    "dd/MM/yyyy",
                    "yyyyDDD",
                    "yyDDD",
                    "yyyyMM",
                    "MMyyyy",
                    "yyMM",
                    "MMyy",
                    "ddMM",
                    "MMdd",
                    "ddMMMyyyy",
                    "MMMyyyy");

    private static final int ISO_DATE_CHARACTERS = 10;

    private DateInputs() {}

    /// The date that a value begins with, where it is in ISO form.
    public static Optional<LocalDate> parse(String value) {
        if (value.length() < ISO_DATE_CHARACTERS) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(value.substring(0, ISO_DATE_CHARACTERS)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /// The fields whose values are dates on every unit that has them.
    public static List<String> fields(Study study) {
        return study.textFields().stream()
                .filter(name ->
                        study.units().stream()
                                .flatMap(unit -> unit.field(name).stream())
                                .allMatch(value -> parse(value).isPresent()))
                .toList();
    }

    static List<Input> of(Study study) {
        return fields(study).stream()
                .flatMap(name ->
                        java.util.stream.Stream.concat(
                                PATTERNS.stream().map(pattern -> formatted(name, pattern)),
                                java.util.stream.Stream.of(epochSeconds(name))))
                .toList();
    }

    private static Input formatted(String name, String pattern) {
        var format = DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
        return new Input(
                name + " as " + pattern,
                false,
                true,
                PATTERNS.indexOf(pattern),
                unit -> date(unit, name).map(format::format));
    }

    private static Input epochSeconds(String name) {
        return new Input(
                name + " as seconds since 1970",
                false,
                true,
                0,
                unit ->
                        date(unit, name)
                                .map(d -> d.atStartOfDay(ZoneOffset.UTC).toEpochSecond() + ""));
    }

    private static Optional<LocalDate> date(PopulationUnit unit, String name) {
        return unit.field(name).flatMap(DateInputs::parse);
    }
}
