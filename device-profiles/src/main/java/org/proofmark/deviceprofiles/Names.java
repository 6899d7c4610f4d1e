package org.proofmark.deviceprofiles;

import java.util.regex.Pattern;

/// Checks the names that stand as keys.
final class Names {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");
    private final Problems problems;
    private final Fields map;

    Names(Problems problems, Fields map) {
        this.problems = problems;
        this.map = map;
    }

    /// Notes a problem where a key is no name.
    void check(String key) {
        if (!FORM.matcher(key).matches()) {
            problems.add(
                    map.place(),
                    map.path(key),
                    "expected a name of letters, digits, underscores and dashes as the key");
        }
    }

    /// The key under which this map stands, or a harmless name where it is none.
    static String last(Problems problems, Fields map) {
        var name = map.path().substring(map.path().indexOf('.') + 1);
        if (FORM.matcher(name).matches()) {
            return name;
        }
        problems.add(
                map.place(),
                map.path(),
                "expected a name of letters, digits, underscores and dashes as the key");
        return "x";
    }
}
