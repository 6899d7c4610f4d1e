package org.proofmark.credential.specimen;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.proofmark.credential.population.MacAddress;

/// The identity of a unit, as a factory gives it.
///
/// @param index in the line, the first being 0
/// @param imei empty where the unit has none
record Identities(
        int index, MacAddress mac, String serial, String batch, LocalDate made, String imei) {
    private static final int UNITS_A_DAY = 40;
    private static final int BATCHES = 5;
    private static final int MOST_LEFT_OUT = 60;

    /// A line of units with consecutive numbers, two batches.
    static Identities[] line(int units, RandomGenerator random) {
        long mac = random.nextLong(1L << 40) & ~0xfffL;
        int serial = random.nextInt(100_000, 900_000);
        var start = LocalDate.of(2024, 1, 1).plusDays(random.nextInt(300));
        var line = new Identities[units];
        for (int i = 0; i < units; i++) {
            line[i] =
                    new Identities(
                            i,
                            new MacAddress(mac + 4L * i),
                            String.format(Locale.ROOT, "SN%08d", serial + i),
                            i < units / 2 ? "A24" : "B24",
                            start.plusDays(i / UNITS_A_DAY),
                            "");
        }
        return line;
    }

    /// Units as they are put together from several lines: serial numbers with gaps, MAC addresses
    /// drawn within one OUI, an IMEI, five batches, rows in no order.
    static Identities[] scattered(int units, RandomGenerator random) {
        long oui = random.nextLong(1L << 22) << 26;
        long serial = random.nextLong(1_000_000, 9_000_000);
        long type = random.nextLong(10_000_000, 99_999_999);
        var start = LocalDate.of(2023, 1, 1).plusDays(random.nextInt(300));
        var taken = new HashSet<Long>();
        var line = new Identities[units];
        for (int i = 0; i < units; i++) {
            serial += 1 + random.nextInt(MOST_LEFT_OUT);
            line[i] =
                    new Identities(
                            i,
                            new MacAddress(oui | drawn(taken, random, 1 << 24)),
                            String.format(Locale.ROOT, "SN%08d", serial),
                            "L" + (1 + i * BATCHES / units),
                            start.plusDays(i / UNITS_A_DAY),
                            OddSpecimens.luhn(
                                    type + String.format(Locale.ROOT, "%06d", serial % 1_000_000)));
        }
        for (int i = units - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            var held = line[i];
            line[i] = line[other];
            line[other] = held;
        }
        return line;
    }

    private static long drawn(HashSet<Long> taken, RandomGenerator random, int below) {
        long value = random.nextLong(below);
        while (!taken.add(value)) {
            value = random.nextLong(below);
        }
        return value;
    }

    String macText() {
        return mac.hex().toUpperCase(Locale.ROOT).replaceAll("..(?=.)", "$0:");
    }

    String ssid() {
        return "ACME-" + mac.hex().substring(6).toUpperCase(Locale.ROOT);
    }

    Map<String, String> fields() {
        var fields = new LinkedHashMap<String, String>();
        fields.put("serial", serial);
        fields.put("mac", macText());
        fields.put("ssid", ssid());
        fields.put("model", "ACME AX-50");
        fields.put("batch", batch);
        fields.put("manufactured", made.toString());
        if (!imei.isEmpty()) {
            fields.put("imei", imei);
        }
        return fields;
    }
}
