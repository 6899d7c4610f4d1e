package org.proofmark.controller.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Whether a text speaks of this model, or of another one. `KH-CAM2`, `KH CAM 2` and `khcam2` are
/// the same; `KH-CAM20` is another.
record ModelMention(String model) {
    private static final Pattern TOKEN = Pattern.compile("[\\p{L}]+|\\d+");

    /// What looks like a model's designation: capitals and digits, `XY-9`, `AB200`, `CAM-PRO`.
    private static final Pattern DESIGNATION =
            Pattern.compile("\\b(?:[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)+|[A-Z]{1,6}\\d{1,5}[A-Z0-9]*)\\b");

    private static final Pattern NO_MODEL =
            Pattern.compile(
                    "(?:UK|EU|EN|ETSI|ISO|IEC|RFC|CVE|CVSS|PSTI|SI|TS|HTTP|HTTPS|TLS|WPA|USB|Q|H|V|"
                            + "UTC|GMT|SHA|AES|IPV|MP|BS)-?\\d*(?:-.*)?|[A-Z]-[A-Z]");

    boolean in(String text) {
        var wanted = tokens(model);
        if (wanted.isEmpty()) {
            return false;
        }
        var there = tokens(text);
        var joined = String.join("", wanted);
        for (var start = 0; start < there.size(); start++) {
            var run = new StringBuilder();
            for (var i = start; i < there.size() && run.length() < joined.length(); i++) {
                run.append(there.get(i));
                if (run.toString().equals(joined)) {
                    return true;
                }
            }
        }
        return false;
    }

    /// True where a designation is named and none is this model's.
    boolean onlyOthersIn(String text) {
        return !model.isBlank()
                && !in(text)
                && DESIGNATION
                        .matcher(text)
                        .results()
                        .anyMatch(m -> !NO_MODEL.matcher(m.group()).matches());
    }

    private static List<String> tokens(String text) {
        var tokens = new ArrayList<String>();
        TOKEN.matcher(text.toLowerCase(Locale.ROOT)).results().forEach(m -> tokens.add(m.group()));
        return tokens;
    }
}
