package org.proofmark.credential.search;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.proofmark.credential.population.MacAddress;
import org.proofmark.credential.population.PopulationUnit;
import org.proofmark.credential.population.Study;

/// A number that a unit is known by.
///
/// @param name for people
/// @param isPublic whether it is broadcast rather than printed
/// @param value empty where the unit has none
record NumberSource(String name, boolean isPublic, Function<PopulationUnit, OptionalLong> value) {
    private static final Pattern LAST_DIGITS = Pattern.compile("([0-9]{1,18})[^0-9]*$");
    private static final Pattern LAST_HEX = Pattern.compile("([0-9a-fA-F]{2,15})[^0-9a-fA-F]*$");
    private static final Pattern LAST_ALPHANUMERIC = Pattern.compile("([0-9a-zA-Z]{2,11})$");

    /// Those of the study's fields.
    static List<NumberSource> of(Study study) {
        var sources = new ArrayList<NumberSource>();
        for (String name : study.macFields()) {
            sources.add(
                    new NumberSource(
                            name,
                            false,
                            unit ->
                                    unit.mac(name).map(MacAddress::value).stream()
                                            .mapToLong(Long::longValue)
                                            .findFirst()));
            sources.add(
                    new NumberSource(
                            name + ", last 3 bytes",
                            false,
                            unit ->
                                    unit.mac(name).map(m -> m.value() & 0xffffff).stream()
                                            .mapToLong(Long::longValue)
                                            .findFirst()));
        }
        for (String name : study.textFields()) {
            boolean isPublic = name.equals("ssid");
            sources.add(run(name, "digits", isPublic, LAST_DIGITS, 10));
            sources.add(run(name, "hexadecimal digits", isPublic, LAST_HEX, 16));
            sources.add(run(name, "letters and digits", isPublic, LAST_ALPHANUMERIC, 36));
        }
        return sources;
    }

    private static NumberSource run(
            String name, String what, boolean isPublic, Pattern pattern, int radix) {
        return new NumberSource(
                "the last " + what + " of " + name,
                isPublic,
                unit ->
                        unit.field(name).map(pattern::matcher).filter(Matcher::find).stream()
                                .mapToLong(m -> Long.parseLong(m.group(1), radix))
                                .findFirst());
    }
}
