package org.proofmark.virtuallab.process;

import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Makes the identities of a population of simulated units. Pure.
public final class UnitIdentities {
    /// More units than that are no bench any more.
    public static final int MAX_COUNT = 10_000;

    private static final int FIRST_SPLIT = 4;
    private static final int SERIALS = 90_000_000;
    private static final int NIC_RANGE = 1 << 24;
    private static final LocalDate EPOCH = LocalDate.of(2024, 1, 1);
    private static final int DAYS = 600;
    private static final int DAYS_BETWEEN_BATCHES = 35;

    private UnitIdentities() {}

    /// Units 1 to `count` in order: consecutive serial numbers and MACs (locally administered), one
    /// batch below four units and two from four on (the first half, rounded up, and the rest), made
    /// five weeks apart. The same for the same seed and count.
    ///
    /// @param count 1 to [#MAX_COUNT]
    public static List<UnitIdentity> of(long seed, int count) {
        if (count < 1 || count > MAX_COUNT) {
            throw new IllegalArgumentException(
                    "a population has 1 to " + MAX_COUNT + " units, got " + count);
        }
        var random = new SplittableRandom(seed);
        int serial = 10_000_000 + random.nextInt(SERIALS - MAX_COUNT);
        int vendor = random.nextInt(1 << 16);
        int nic = random.nextInt(NIC_RANGE - MAX_COUNT);
        var first = EPOCH.plusDays(random.nextInt(DAYS));
        int firstBatch = count < FIRST_SPLIT ? count : (count + 1) / 2;
        return IntStream.range(0, count)
                .mapToObj(i ->
                        unit(
                                serial + i,
                                vendor,
                                nic + i,
                                i < firstBatch ? first : first.plusDays(DAYS_BETWEEN_BATCHES)))
                .toList();
    }

    /// The same, each unit made so many days after the one before it.
    public static List<UnitIdentity> of(long seed, int count, int daysApart) {
        var units = of(seed, count);
        return IntStream.range(0, count)
                .mapToObj(i -> later(units.get(i), (long) i * daysApart))
                .toList();
    }

    private static UnitIdentity later(UnitIdentity unit, long days) {
        return new UnitIdentity(
                unit.serialNumber(), unit.mac(), unit.batch(), unit.manufactured().plusDays(days));
    }

    private static UnitIdentity unit(int serial, int vendor, int nic, LocalDate made) {
        var mac =
                "02:%02x:%02x:%02x:%02x:%02x"
                        .formatted(
                                vendor >>> 8,
                                vendor & 0xff,
                                nic >>> 16,
                                nic >>> 8 & 0xff,
                                nic & 0xff);
        var batch = "L%02d%03d".formatted(made.getYear() % 100, made.getDayOfYear());
        return new UnitIdentity("PM" + serial, mac, batch, made);
    }
}
