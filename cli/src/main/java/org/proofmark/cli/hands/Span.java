package org.proofmark.cli.hands;

import java.time.Duration;
import java.util.regex.Pattern;
import org.proofmark.cli.exit.UnusableInput;

/// A time as people type it: a number with its unit, such as `500ms`, `10s`, `15m`, `2h`.
public final class Span {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,9})(\\.[0-9]{1,3})?(ms|s|m|h)");

    private Span() {}

    /// @param option that it was given with, for messages
    /// @throws UnusableInput where it is no such time, or not within these
    public static Duration parse(String option, String text, Duration least, Duration most) {
        var matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new UnusableInput(
                    option
                            + " '"
                            + text
                            + "': a time has a number and a unit, such as 500ms, 10s, 15m or 2h");
        }
        var unit =
                switch (matcher.group(3)) {
                    case "ms" -> Duration.ofMillis(1);
                    case "s" -> Duration.ofSeconds(1);
                    case "m" -> Duration.ofMinutes(1);
                    default -> Duration.ofHours(1);
                };
        var fraction = matcher.group(2);
        var time = unit.multipliedBy(Long.parseLong(matcher.group(1)));
        if (fraction != null) {
            var digits = fraction.substring(1);
            time =
                    time.plus(
                            unit.multipliedBy(Long.parseLong(digits))
                                    .dividedBy((long) Math.pow(10, digits.length())));
        }
        if (time.compareTo(least) < 0 || time.compareTo(most) > 0) {
            throw new UnusableInput(
                    option + " '" + text + "': from " + words(least) + " to " + words(most));
        }
        return time;
    }

    /// As [#parse] takes it.
    public static String words(Duration time) {
        long millis = time.toMillis();
        if (millis % 1000 != 0) {
            return millis + "ms";
        }
        long seconds = millis / 1000;
        if (seconds == 0 || seconds % 60 != 0) {
            return seconds + "s";
        }
        return seconds % 3600 == 0 ? seconds / 3600 + "h" : seconds / 60 + "m";
    }
}
