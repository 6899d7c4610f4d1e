package org.proofmark.domain.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

public class VersionSchemeTest {
    private static final VersionScheme DOTTED = new VersionScheme.Dotted();
    private static final VersionScheme NUMBER = new VersionScheme.Whole();
    private static final VersionScheme DAY = new VersionScheme.Day();
    private static final VersionScheme LISTED =
            new VersionScheme.Listed(List.of("maple", "ash", "birch"));

    @DataProvider
    Object[][] rising() {
        return new Object[][] {
            {DOTTED, "1.9", "1.10"},
            {DOTTED, "1.0", "1.0.1"},
            {DOTTED, "v1.2.3", "1.2.4"},
            {DOTTED, "0.99999999999999999", "1"},
            {NUMBER, "99", "100"},
            {NUMBER, "18446744073709551615", "18446744073709551616"},
            {DAY, "2026-11-23", "20261124"},
            {DAY, "2024-02-29", "2024-03-01"},
            {LISTED, "maple", "ash"},
            {LISTED, "ash", "birch"},
        };
    }

    @Test(dataProvider = "rising")
    void theFirstIsOlder(VersionScheme scheme, String older, String newer) {
        assertThat(scheme.compare(older, newer)).isNegative();
        assertThat(scheme.compare(newer, older)).isPositive();
        assertThat(scheme.compare(older, older)).isZero();
    }

    @DataProvider
    Object[][] none() {
        return new Object[][] {
            {DOTTED, ""},
            {DOTTED, "1."},
            {DOTTED, ".1"},
            {DOTTED, "1..2"},
            {DOTTED, "1.2-rc1"},
            {DOTTED, "one"},
            {DOTTED, "1.2 "},
            {NUMBER, "1.2"},
            {NUMBER, "-1"},
            {DAY, "2026-13-01"},
            {DAY, "2025-02-29"},
            {DAY, "23/11/2026"},
            {DAY, "2026-1-1"},
            {LISTED, "oak"},
        };
    }

    @Test(dataProvider = "none")
    void whatDoesNotFitTheSchemeIsNoVersion(VersionScheme scheme, String text) {
        assertThat(scheme.has(text)).isFalse();
        assertThatThrownBy(() -> scheme.compare(text, text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(scheme.form());
    }

    @Test
    void trailingZeroesMeanNothing() {
        assertThat(DOTTED.compare("1.0", "1.0.0")).isZero();
        assertThat(DOTTED.compare("v2", "2.0.0.0")).isZero();
    }

    /// Whatever the numbers are, the order is that of the lists of numbers.
    @Test
    void dottedVersionsOrderAsTheirNumbersDo() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 0; i < 2000; i++) {
            var a = numbers(random);
            var b = numbers(random);
            int expected = 0;
            for (int p = 0; p < 4 && expected == 0; p++) {
                expected = Integer.compare(a.get(p), b.get(p));
            }
            assertThat(Integer.signum(DOTTED.compare(text(a), text(b))))
                    .as("seed %d: %s and %s", seed, a, b)
                    .isEqualTo(expected);
        }
    }

    private static List<Integer> numbers(Random random) {
        return IntStream.range(0, 4).mapToObj(_ -> random.nextInt(13)).toList();
    }

    private static String text(List<Integer> numbers) {
        var kept = new ArrayList<>(numbers);
        while (kept.size() > 1 && kept.getLast() == 0) {
            kept.removeLast();
        }
        return kept.stream().map(String::valueOf).collect(Collectors.joining("."));
    }

    @Test
    void anOrderWantsTwoOrMoreEachOnce() {
        assertThatThrownBy(() -> new VersionScheme.Listed(List.of("ash")))
                .hasMessageContaining("two or more");
        assertThatThrownBy(() -> new VersionScheme.Listed(List.of("ash", "ash")))
                .hasMessageContaining("each once");
    }
}
