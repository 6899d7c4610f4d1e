package org.proofmark.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.proofmark.bench.Console.Match;
import org.testng.annotations.Test;

public final class StreamMatcherTest {
    private static final List<String> PATTERNS =
            List.of(
                    "login: ",
                    "log",
                    "[#$] ",
                    "(\\w+) login: ",
                    "Password: (\\S+)\\s",
                    "(\\S+)",
                    "a+b",
                    "^root",
                    "incorrect$",
                    "(?<=x)y",
                    "\\bok\\b",
                    "(?i)LOGIN INCORRECT",
                    "a|ab|abc",
                    "(a)?(b)?c");

    private static final List<String> PIECES =
            List.of(
                    "box login: ",
                    "Password: ",
                    "s3cret",
                    "\r\n",
                    "\n",
                    "\r",
                    "# ",
                    "$ ",
                    "root",
                    "Login incorrect",
                    "aab",
                    "ab",
                    "c",
                    "xy",
                    "ok",
                    "lo",
                    "g",
                    " ",
                    "\u00e9");

    /// Every split of a stream into reads gives the same match, also with respect to what is only
    /// decided when the line is quiet.
    @Test
    public void everySplitGivesTheSameResult() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        int matched = 0;
        for (int round = 0; round < 20_000; round++) {
            var text = new StringBuilder();
            for (int n = random.nextInt(8); n >= 0; n--) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            var patterns = patterns(random);
            var whole = read(patterns, text.toString(), random, 1);
            var split = read(patterns, text.toString(), random, 5);
            var bytes = read(patterns, text.toString(), random, Integer.MAX_VALUE);
            assertThat(split).as("seed %d: %s in '%s'", seed, patterns, text).isEqualTo(whole);
            assertThat(bytes).as("seed %d: %s in '%s'", seed, patterns, text).isEqualTo(whole);
            matched += whole.isPresent() ? 1 : 0;
        }
        assertThat(matched).isGreaterThan(1000);
    }

    private static List<Pattern> patterns(Random random) {
        return random.ints(1 + random.nextInt(3), 0, PATTERNS.size())
                .mapToObj(i -> Pattern.compile(PATTERNS.get(i), Pattern.MULTILINE))
                .toList();
    }

    /// @param splits about so many reads; more than the bytes = byte by byte
    private static Optional<Match> read(
            List<Pattern> patterns, String text, Random random, int splits) {
        var matcher = new StreamMatcher(patterns, 100);
        var bytes = text.getBytes(ISO_8859_1);
        int at = 0;
        while (at < bytes.length) {
            int length =
                    splits == 1
                            ? bytes.length
                            : splits > bytes.length ? 1 : 1 + random.nextInt(bytes.length);
            int end = Math.min(bytes.length, at + length);
            var match = matcher.feed(Arrays.copyOfRange(bytes, at, end));
            if (match.isPresent()) {
                return match;
            }
            at = end;
        }
        return matcher.settle();
    }

    private static Optional<Match> feed(StreamMatcher matcher, String text) {
        return matcher.feed(text.getBytes(ISO_8859_1));
    }

    private static StreamMatcher of(String... patterns) {
        return new StreamMatcher(
                Arrays.stream(patterns).map(p -> Pattern.compile(p, Pattern.MULTILINE)).toList(),
                10);
    }

    @Test
    public void theMatchThatStartsFirstWins() {
        assertThat(feed(of("b", "a"), "xxab\n").orElseThrow().pattern()).isEqualTo(1);
        assertThat(feed(of("ab", "a"), "xxab\n").orElseThrow().pattern()).isZero();
    }

    @Test
    public void anEarlierStartThatIsStillOpenIsWaitedFor() {
        var matcher = of("login incorrect", "incorrect");
        assertThat(feed(matcher, "login incorr")).isEmpty();
        assertThat(feed(matcher, "ect").orElseThrow().pattern()).isZero();
    }

    @Test
    public void aValueIsTakenWhole() {
        var matcher = of("password: (\\S+)");
        assertThat(feed(matcher, "password: ab")).isEmpty();
        assertThat(feed(matcher, "cd\n").orElseThrow().groups())
                .containsExactly("password: abcd", "abcd");
    }

    @Test
    public void positionsCountBytes() {
        var match = feed(of("u(p)"), "\u00e9up\n").orElseThrow();
        assertThat(match.start()).isEqualTo(11);
        assertThat(match.end()).isEqualTo(13);
    }

    @Test
    public void quietDecidesWhatMoreInputCouldChange() {
        var matcher = of("# $");
        assertThat(feed(matcher, "~ # ")).isEmpty();
        assertThat(matcher.undecided()).isTrue();
        assertThat(matcher.settle()).isPresent();
    }

    @Test
    public void quietWithoutAMatchLosesNothing() {
        var matcher = of("login: ");
        assertThat(feed(matcher, "box log")).isEmpty();
        assertThat(matcher.settle()).isEmpty();
        assertThat(feed(matcher, "in: ").orElseThrow().start()).isEqualTo(14);
    }

    @Test
    public void aStreamWithoutAnAnswerHasALimit() {
        var matcher = of("never");
        var chunk = new byte[StreamMatcher.MAX_BYTES];
        assertThat(matcher.feed(chunk)).isEmpty();
        assertThatThrownBy(() -> matcher.feed(new byte[1]))
                .isInstanceOf(IllegalStateException.class);
    }
}
