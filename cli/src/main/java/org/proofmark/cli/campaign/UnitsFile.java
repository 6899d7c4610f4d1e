package org.proofmark.cli.campaign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.proofmark.cli.exit.UnusableInput;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// What is printed on the units of slots that cannot read it themselves: a YAML file
///
/// ```yaml
/// slots:
///   a: {serial: "SN100", password: "x7Kq…"}
/// ```
///
/// with the keys of `DUT_LABEL`. Its values are secrets.
public final class UnitsFile {
    /// Larger than the labels of any rig.
    private static final long MAX_BYTES = 1024 * 1024;

    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9_]{0,63}");

    private final String name;
    private final JsonParser parser;

    private UnitsFile(String name, JsonParser parser) {
        this.name = name;
        this.parser = parser;
    }

    /// Reads it: the label by slot.
    ///
    /// @throws UnusableInput with file, line, key and what is expected
    public static Map<String, Map<String, String>> read(Path file) {
        String text;
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new UnusableInput(
                        file + ": more than " + MAX_BYTES + " bytes are no units file");
            }
            text = Files.readString(file);
        } catch (IOException e) {
            throw new UnusableInput(
                    file + ": cannot be read: no such file, no right to it, or no UTF-8", e);
        }
        return parse(file.toString(), text);
    }

    /// A label for a slot that is nowhere would be used for nothing, and nobody would know.
    ///
    /// @param named slots that the file names
    /// @param known slots of all rigs
    /// @throws UnusableInput where one is not known
    public static void requireSlots(Collection<String> named, Collection<String> known) {
        for (String slot : named) {
            if (!known.contains(slot)) {
                throw new UnusableInput(
                        "--units-file: slots."
                                + slot
                                + ": no rig has a slot of this name; 'proofmark status' lists them");
            }
        }
    }

    static Map<String, Map<String, String>> parse(String name, String text) {
        try (var parser = YAMLMapper.builder().build().createParser(text)) {
            return new UnitsFile(name, parser).slots();
        } catch (JacksonException e) {
            var place = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new UnusableInput(name + ":" + place + ": no YAML: " + e.getOriginalMessage(), e);
        }
    }

    private Map<String, Map<String, String>> slots() {
        if (parser.nextToken() != JsonToken.START_OBJECT || !"slots".equals(parser.nextName())) {
            throw wrong("slots", "the file wants one key, 'slots:'");
        }
        var slots = new LinkedHashMap<String, Map<String, String>>();
        open("slots");
        for (var slot = parser.nextName(); slot != null; slot = parser.nextName()) {
            if (slots.containsKey(slot)) {
                throw wrong("slots." + slot, "this slot stands here twice");
            }
            slots.put(slot, label("slots." + slot));
        }
        if (parser.nextToken() != JsonToken.END_OBJECT) {
            throw wrong(
                    String.valueOf(parser.currentName()),
                    "unknown key; the file has one, 'slots:'");
        }
        return Map.copyOf(slots);
    }

    private Map<String, String> label(String place) {
        open(place);
        var label = new LinkedHashMap<String, String>();
        for (var key = parser.nextName(); key != null; key = parser.nextName()) {
            if (!KEY.matcher(key).matches()) {
                throw wrong(place + "." + key, "a label's key wants the form " + KEY.pattern());
            }
            if (parser.nextToken() != JsonToken.VALUE_STRING) {
                throw wrong(place + "." + key, "a string in quotes is wanted, as it is printed");
            }
            if (label.put(key, parser.getString()) != null) {
                throw wrong(place + "." + key, "this key stands here twice");
            }
        }
        return label;
    }

    private void open(String place) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw wrong(place, "a map is wanted");
        }
    }

    private UnusableInput wrong(String key, String expected) {
        int line = parser.currentTokenLocation().getLineNr();
        return new UnusableInput(name + ":" + line + ": " + key + ": " + expected);
    }
}
