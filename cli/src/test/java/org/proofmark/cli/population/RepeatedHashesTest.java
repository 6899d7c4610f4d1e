package org.proofmark.cli.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.proofmark.cli.exit.Trouble;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

public class RepeatedHashesTest {
    private Path folder = Path.of("");

    @BeforeMethod
    public void makeFolder() throws IOException {
        folder = Files.createTempDirectory("hashes");
    }

    @AfterMethod
    public void removeFolder() throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private void compare(int limit, int values, Random random, long seed) {
        var hashes = new RepeatedHashes(folder, limit);
        var seen = new TreeSet<Long>();
        var twice = new TreeSet<Long>();
        for (int i = 0; i < values; i++) {
            // Small numbers stand in two parts only, hashes in all; both come twice now and then.
            long value = random.nextLong(-values / 4, values / 4);
            long hash = random.nextBoolean() ? value : value * 0x9E3779B97F4A7C15L;
            hashes.add(hash);
            if (!seen.add(hash)) {
                twice.add(hash);
            }
        }
        assertThat(Arrays.stream(hashes.repeated()).boxed())
                .as("seed %d limit %d values %d", seed, limit, values)
                .containsExactlyElementsOf(twice);
    }

    /// Property: the same as in a set, wherever hashes are kept.
    @Test
    public void hashesThatComeTwiceAreFoundInMemoryAndThroughFiles() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int limit : new int[] {7, 64, 1_000, 1 << 20}) {
            compare(limit, 300, random, seed);
        }
        compare(1 << 20, 100_000, random, seed);
        compare(30_000, 100_000, random, seed);
    }

    @Test
    public void theHashesZeroAndMinusOneAreHashesLikeOthers() {
        var hashes = new RepeatedHashes(folder, 3);
        for (long hash : new long[] {0, -1, 5, 0, Long.MIN_VALUE, -1, 0}) {
            hashes.add(hash);
        }
        assertThat(hashes.repeated()).containsExactly(-1, 0);
    }

    @Test
    public void oneHashThatComesVeryOftenIsToldOnce() {
        var hashes = new RepeatedHashes(folder, 100_000);
        for (int i = 0; i < 250_000; i++) {
            hashes.add(303_645);
        }
        assertThat(hashes.repeated()).containsExactly(303_645);
    }

    @Test
    public void aFolderThatIsGoneIsTold() {
        var hashes = new RepeatedHashes(folder.resolve("gone"), 2);
        hashes.add(1);
        assertThatThrownBy(() -> hashes.add(1))
                .isInstanceOf(Trouble.class)
                .hasMessageContaining("gone: cannot be written");
    }

    @Test
    public void passwordsThatOnlyOneHashConfusesAreNotShared() {
        var columns = Columns.of(List.of("unit_id", "password"), List.of());
        RowHash confused = (text, from, to) -> 7;
        var check = RowHash.keyed();
        var shared = new SharedPasswords(new long[] {7});
        for (var password : List.of("alpha", "beta", "alpha")) {
            shared.row(
                    new ListRow(2, columns, List.of("of " + password, password)), confused, check);
        }
        assertThat(shared.largest(9)).containsExactly(List.of("of alpha", "of alpha"));
        assertThat(shared.units()).isEqualTo(2);
    }

    @Test
    public void aHashIsTheSameOfTextAndOfPartsOfARow() {
        var hash = RowHash.keyed();
        var row = "u1,pässword".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        assertThat(hash.of(row, 3, row.length)).isEqualTo(hash.of("pässword"));
        assertThat(hash.of(row, 0, 2)).isNotEqualTo(RowHash.keyed().of("u1"));
    }
}
