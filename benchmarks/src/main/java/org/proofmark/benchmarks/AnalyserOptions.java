package org.proofmark.benchmarks;

import java.util.List;

/// What `benchmark analyser` measures.
///
/// @param rows units of the largest list; lists of a million and of this are measured
/// @param honest how many honest lists are searched
/// @param quick for small or busy machines: one list of a million units, no sorted one, one round
///   of flawed generators
record AnalyserOptions(int rows, int honest, boolean quick) {
    static final int MILLION = 1_000_000;

    /// Row numbers are multiplied by a prime in a long, and a file of more would fill most disks.
    static final int MOST_ROWS = 100_000_000;

    static final int MOST_HONEST = 1_000_000;
    private static final String USAGE =
            "wanted is --rows N (1000000 to 100000000), --honest N (0 to 1000000), --quick";

    AnalyserOptions {
        if (rows < MILLION || rows > MOST_ROWS || honest < 0 || honest > MOST_HONEST) {
            throw new IllegalArgumentException(USAGE);
        }
    }

    /// Reads options, such as `--rows 10000000 --honest=500 --quick`.
    ///
    /// @throws IllegalArgumentException with what is wrong, for people
    static AnalyserOptions parse(List<String> options) {
        boolean quick = options.contains("--quick");
        int rows = quick ? MILLION : 10 * MILLION;
        int honest = quick ? 100 : 600;
        for (int i = 0; i < options.size(); i++) {
            var option = options.get(i);
            if (option.equals("--quick")) {
                continue;
            }
            int equals = option.indexOf('=');
            var name = equals < 0 ? option : option.substring(0, equals);
            if (!name.equals("--rows") && !name.equals("--honest")) {
                throw new IllegalArgumentException("there is no option '" + option + "'; " + USAGE);
            }
            int value =
                    equals < 0
                            ? number(name, ++i < options.size() ? options.get(i) : "")
                            : number(name, option.substring(equals + 1));
            rows = name.equals("--rows") ? value : rows;
            honest = name.equals("--honest") ? value : honest;
        }
        return new AnalyserOptions(rows, honest, quick);
    }

    private static int number(String name, String text) {
        try {
            return Integer.parseInt(text.replace("_", ""));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    name + " wants a number, got '" + text + "'; " + USAGE, e);
        }
    }
}
