package org.proofmark.certification.dialogue;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.proofmark.bench.watch.LastOutput;
import org.proofmark.domain.observation.SecretMask;

/// What a device said last in a dialogue, on one line, for people. Pure.
final class SaidLast {
    /// What a detail quotes: a prompt and some lines before it.
    static final int LONGEST = 300;

    /// Far more than is shown, so that no secret at its begin is cut in two.
    private static final int LOOKED_AT = 8192;

    /// What these stand for is no secret.
    private static final Set<String> OPEN = Set.of("username", "origin", "address", "firmware");

    private SaidLast() {}

    /// The end of a text, with what a terminal would obey made visible and the values of a
    /// dialogue's variables hidden, as well as what stands behind words such as `password:`. Hidden
    /// before it is cut, so that no half of a secret is left.
    ///
    /// @param text as ISO-8859-1
    static String of(String text, Map<String, String> variables) {
        var mask = new SecretMask();
        variables.forEach((name, value) -> {
            if (!OPEN.contains(name)) {
                mask.learn(value);
            }
        });
        var lines =
                text.substring(Math.max(0, text.length() - LOOKED_AT))
                        .lines()
                        .map(mask::over)
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .collect(Collectors.joining(" | "));
        var shown = LastOutput.of(lines);
        if (shown.isEmpty()) {
            return "nothing";
        }
        return shown.length() <= LONGEST
                ? "'" + shown + "'"
                : "'…" + shown.substring(shown.length() - LONGEST) + "'";
    }
}
