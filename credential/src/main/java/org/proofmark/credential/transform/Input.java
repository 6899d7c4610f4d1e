package org.proofmark.credential.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.proofmark.credential.population.PopulationUnit;
import org.proofmark.credential.population.Study;

/// What a transform starts from: a field of the unit, or two of them.
///
/// @param name for people, such as `mac+1`
/// @param isMac whether its value is twelve hexadecimal digits in lower case
/// @param isDate whether it is a date in one of many spellings
/// @param distance how far from what is printed; 0 for what is
/// @param value empty where the unit has no such field
public record Input(
        String name,
        boolean isMac,
        boolean isDate,
        int distance,
        Function<PopulationUnit, Optional<String>> value) {
    /// Addresses of one device lie close to each other; beyond this they are another's (issue: ±8).
    public static final int MAC_NEIGHBOURS = 8;

    private static final String PRINTED = "printed ";

    /// A field as it is written.
    public static Input field(String name) {
        return new Input(name, false, false, 0, unit -> unit.field(name));
    }

    /// An address in the label's own spelling.
    private static Input printed(String name) {
        return new Input(PRINTED + name, false, false, 0, unit -> unit.field(name));
    }

    /// A MAC address some numbers on.
    public static Input mac(String name, int offset) {
        var text = offset == 0 ? name : name + (offset > 0 ? "+" : "") + offset;
        return new Input(
                text,
                true,
                false,
                Math.abs(offset),
                unit -> unit.mac(name).map(address -> address.plus(offset).hex()));
    }

    /// Two fields, one after the other, with a separator between.
    public static Input joined(Input left, String separator, Input right) {
        return new Input(
                left.name + " + '" + separator + "' + " + right.name,
                false,
                false,
                0,
                unit ->
                        left.value
                                .apply(unit)
                                .flatMap(a -> right.value.apply(unit).map(b -> a + separator + b)));
    }

    private static String field(Input input) {
        return input.name.startsWith(PRINTED) ? input.name.substring(PRINTED.length()) : input.name;
    }

    /// Every field of a study alone; addresses with their neighbours, the nearest first.
    public static List<Input> single(Study study) {
        var inputs = new ArrayList<Input>();
        for (String name : study.macFields()) {
            inputs.add(mac(name, 0));
            for (int offset = 1; offset <= MAC_NEIGHBOURS; offset++) {
                inputs.add(mac(name, offset));
                inputs.add(mac(name, -offset));
            }
        }
        study.textFields().forEach(name -> inputs.add(field(name)));
        inputs.addAll(DateInputs.of(study));
        return inputs;
    }

    /// Every ordered pair of different fields, with usual separators.
    public static List<Input> pairs(Study study) {
        var fields = new ArrayList<Input>();
        study.macFields()
                .forEach(name -> {
                    fields.add(mac(name, 0));
                    fields.add(printed(name));
                });
        study.textFields().forEach(name -> fields.add(field(name)));
        var inputs = new ArrayList<Input>();
        for (Input left : fields) {
            for (Input right : fields) {
                if (!field(left).equals(field(right))) {
                    for (String separator : List.of("", "-", ":", "_")) {
                        inputs.add(joined(left, separator, right));
                    }
                }
            }
        }
        return inputs;
    }
}
