package org.proofmark.credential.family;

import java.time.LocalDate;

/// The Arris password of the day: the same on every unit with one seed, another each day. In effect
/// a universal password.
public final class ArrisDay {
    /// The seed that devices come with.
    public static final String DEFAULT_SEED = "MPSJKMDHAI";

    private static final String SYMBOLS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final int BASE = 36;

    /// By day of the week, Monday first.
    private static final int[][] WEEK = {
        {15, 15, 24, 20, 24},
        {13, 14, 27, 32, 10},
        {29, 14, 32, 29, 24},
        {23, 32, 24, 29, 29},
        {14, 29, 10, 21, 29},
        {34, 27, 16, 23, 30},
        {14, 22, 24, 17, 13}
    };

    private static final int[][] ORDER = {
        {0, 1, 2, 9, 3, 4, 5, 6, 7, 8},
        {1, 4, 3, 9, 0, 7, 8, 2, 5, 6},
        {7, 2, 8, 9, 4, 1, 6, 0, 3, 5},
        {6, 3, 5, 9, 1, 8, 2, 7, 4, 0},
        {4, 7, 0, 9, 5, 2, 3, 1, 8, 6},
        {5, 6, 1, 9, 8, 0, 4, 3, 2, 7}
    };

    private ArrisDay() {}

    /// The password of a day.
    ///
    /// @param seed ten characters
    public static String password(LocalDate day, String seed) {
        var mixed = mixed(day, seed);
        var order = ORDER[mixed[8] % 6];
        var text = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            text.append(SYMBOLS.charAt((seed.charAt(i) + mixed[order[i]]) % BASE));
        }
        return text.toString();
    }

    private static int[] mixed(LocalDate day, String seed) {
        int year = day.getYear() % 100;
        int month = day.getMonthValue();
        int date = day.getDayOfMonth();
        var mixed = new int[10];
        System.arraycopy(WEEK[day.getDayOfWeek().getValue() - 1], 0, mixed, 0, 5);
        mixed[5] = date;
        mixed[6] = Math.floorMod(year + month - date, BASE);
        mixed[7] = (3 + (year + month) % 12) * date % 37 % BASE;
        int sum = 0;
        for (int i = 0; i < 8; i++) {
            mixed[i] = (mixed[i] + seed.charAt(i) % BASE) % BASE;
            sum += mixed[i];
        }
        mixed[8] = sum % BASE;
        mixed[9] = (mixed[8] % 6) * (mixed[8] % 6);
        return mixed;
    }
}
