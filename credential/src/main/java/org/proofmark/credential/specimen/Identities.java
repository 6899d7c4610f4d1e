package org.proofmark.credential.specimen;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.proofmark.credential.population.MacAddress;

/// The identity of a unit, as a factory gives it.
///
/// @param index in the line, the first being 0
record Identities(int index, MacAddress mac, String serial, String batch, LocalDate made) {
    private static final int UNITS_A_DAY = 40;

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
                            start.plusDays(i / UNITS_A_DAY));
        }
        return line;
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
        return fields;
    }
}
