package org.proofmark.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.proofmark.bench.Console.Match;
import org.proofmark.domain.profile.ConsoleSpec;
import org.proofmark.domain.profile.ConsoleSpec.KernelLines;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

public final class NoiseTest {
    private static final Noise USUAL = Noise.of(Optional.empty());

    private static final List<String> PIECES =
            List.of(
                    "box login: ",
                    "Password: ",
                    "s3cret",
                    "\r\n",
                    "\n",
                    "\r",
                    "# ",
                    "[root@box ~]# ",
                    "Login incorrect",
                    "lo",
                    "gin: ",
                    "[",
                    "<",
                    "<6>",
                    "[   12",
                    "[   12.345678] ",
                    "[   12.345678] eth0: # link is up\r\n",
                    "<6>[    1.000001][    T1] a login: b\n",
                    "[12.345] short\n",
                    "\u001b",
                    "\u001b[",
                    "\u001b[1m",
                    "\u001b[0",
                    "\u001b]0;title\u0007",
                    "NOISE 7 ",
                    "NOISE");

    private static final List<String> PATTERNS =
            List.of(
                    "login: ",
                    "(\\w+) login: ",
                    "[#$] ",
                    "Password: (\\S+)\\s",
                    "(\\S+)",
                    "^root",
                    "incorrect$",
                    "link is up",
                    "\\x1b\\[1m");

    private static Noise some(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> Noise.none();
            case 1 -> Noise.control();
            case 2 -> USUAL;
            default -> with(KernelLines.NOISE, "^NOISE \\d", "<\\d");
        };
    }

    private static Noise with(KernelLines kernel, String... patterns) {
        return Noise.of(
                Optional.of(
                        new ConsoleSpec(
                                115_200,
                                "\n",
                                kernel,
                                Arrays.stream(patterns)
                                        .map(p -> Pattern.compile(p, Pattern.MULTILINE))
                                        .toList(),
                                List.of(),
                                List.of())));
    }

    /// Every split of a stream into reads gives the same match.
    @Test
    public void everySplitGivesTheSameResult() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        int matched = 0;
        for (int round = 0; round < 6000; round++) {
            var text = text(random);
            var noise = some(random);
            var hearing = List.of(Hearing.values()).get(random.nextInt(2));
            var patterns =
                    random.ints(1 + random.nextInt(3), 0, PATTERNS.size())
                            .mapToObj(i -> Pattern.compile(PATTERNS.get(i), Pattern.MULTILINE))
                            .toList();
            var before = random.nextBoolean() ? "" : text(random);
            var whole = read(patterns, noise, hearing, before, text, random, text.length());
            for (int longest : List.of(1, 4, 30)) {
                assertThat(read(patterns, noise, hearing, before, text, random, longest))
                        .as("seed %d: %s %s in '%s' '%s'", seed, patterns, hearing, before, text)
                        .isEqualTo(whole);
            }
            matched += whole.isPresent() ? 1 : 0;
        }
        assertThat(matched).isGreaterThan(1500);
    }

    /// What a match stands for can be found again in the bytes where it says.
    @Test
    public void positionsAreThoseOfTheBytes() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        int clean = 0;
        for (int round = 0; round < 5000; round++) {
            var text = text(random);
            var match =
                    read(
                            List.of(Pattern.compile("\\w+ ?login: |[#$] ")),
                            USUAL,
                            Hearing.WITHOUT_NOISE,
                            "",
                            text,
                            random,
                            5);
            if (match.isPresent()) {
                var bytes = text.substring((int) match.get().start(), (int) match.get().end());
                var found = match.get().groups().getFirst();
                assertThat(bytes.charAt(0))
                        .as("seed %d: '%s'", seed, text)
                        .isEqualTo(found.charAt(0));
                assertThat(bytes).as("seed %d: '%s'", seed, text).endsWith(" ");
                assertThat(bytes.length()).isGreaterThanOrEqualTo(found.length());
                clean += bytes.equals(found) ? 1 : 0;
            }
        }
        assertThat(clean).isGreaterThan(500);
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        for (int n = random.nextInt(10); n >= 0; n--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    private static Optional<Match> read(
            List<Pattern> patterns,
            Noise noise,
            Hearing hearing,
            String before,
            String text,
            Random random,
            int longest) {
        var matcher = new StreamMatcher(patterns, 0, noise, hearing, before);
        int at = 0;
        while (at < text.length()) {
            int end = Math.min(text.length(), at + 1 + random.nextInt(longest));
            if (longest == text.length()) {
                end = longest;
            }
            var match = matcher.feed(text.substring(at, end).getBytes(ISO_8859_1));
            if (match.isPresent()) {
                return match;
            }
            at = end;
        }
        return matcher.settle();
    }

    private static Optional<Match> heard(Hearing hearing, String text, String... patterns) {
        return heard(USUAL, hearing, "", text, patterns);
    }

    private static Optional<Match> heard(
            Noise noise, Hearing hearing, String before, String text, String... patterns) {
        return read(
                Arrays.stream(patterns).map(p -> Pattern.compile(p, Pattern.MULTILINE)).toList(),
                noise,
                hearing,
                before,
                text,
                new Random(1),
                3);
    }

    @DataProvider
    public Object[][] brokenPrompts() {
        return new Object[][] {
            {"box log[   12.345678] eth0: link up\r\nin: "},
            {"box log<6>[   12.345678] eth0: link up\nin: "},
            {"box log[   12.345678][    T1] eth0: link up\r\r\nin: "},
            {"box log[12.345] a\n[12.346] b\nin: "},
            {"\u001b[1mbox lo\u001b[0mgin: "},
            {"box lo\u001b[[   12.345678] eth0: link up\r\n0mgin: "},
            {"box lo\u001b[32m[   12.345678]\u001b[0m eth0: link up\r\ngin: "},
            {"\u001b]0;root@box\u0007box login: "},
            {"[   12.345678] eth0: link up\r\nbox login: "},
            {"box login[   12.345678] eth0: link up\r\n: "},
        };
    }

    @Test(dataProvider = "brokenPrompts")
    public void aBrokenPromptIsWhole(String text) {
        var match = heard(Hearing.WITHOUT_NOISE, text, "box login: ").orElseThrow();
        assertThat(match.groups()).containsExactly("box login: ");
        assertThat(match.end()).isEqualTo(text.length());
    }

    @Test
    public void anAnswerNeverComesFromALineOfTheKernel() {
        var text = "[   12.345678] usb 1-1: device # 3\r\nLogin incorrect\r\n";
        var match = heard(Hearing.WITHOUT_NOISE, text, "[#$] ", "Login incorrect").orElseThrow();
        assertThat(match.pattern()).isEqualTo(1);
    }

    @Test
    public void aMarkMayBeALineOfTheKernel() {
        var text = "abc[   12.345678] eth0: link up\r\n";
        assertThat(heard(Hearing.EVERYTHING, text, "eth0: link up").orElseThrow().start())
                .isEqualTo(18);
        assertThat(heard(Hearing.WITHOUT_NOISE, text, "eth0: link up")).isEmpty();
    }

    @Test
    public void aPatternMayNameControlSequences() {
        assertThat(heard(Hearing.WITHOUT_NOISE, "a\u001b[32mOK\u001b[0m\r\n", "\\x1b\\[32mOK"))
                .isPresent();
    }

    @Test
    public void aPromptThatLooksLikeALineOfTheKernelIsHeardWhereTheLineEndsThere() {
        assertThat(heard(Hearing.WITHOUT_NOISE, "[    1.234567] shell> ", "shell> ")).isPresent();
        assertThat(heard(Hearing.WITHOUT_NOISE, "[root@box ~]# ", "[#$] ")).isPresent();
        assertThat(heard(Hearing.WITHOUT_NOISE, "see [1.5] and <b> # ", "[#$] ")).isPresent();
    }

    @Test
    public void aLineThatIsTooLongForTheKernelIsText() {
        var text = "[    1.234567] " + "x".repeat(3000) + "\r\nlogin: ";
        assertThat(heard(Hearing.WITHOUT_NOISE, text, "x{9}\\r\\n")).isPresent();
    }

    @Test
    public void noiseThatBeganBeforeThePlaceGoesOnBehindIt() {
        assertThat(
                        heard(
                                        USUAL,
                                        Hearing.WITHOUT_NOISE,
                                        "~ [   12.345678] usb",
                                        " # 3\r\n~ # ",
                                        "# ")
                                .orElseThrow()
                                .start())
                .isEqualTo(8);
    }

    @Test
    public void aProfileNamesFurtherNoiseAndTakesTheKernelsBack() {
        var own = with(KernelLines.TEXT, "daemon\\.\\w+ ");
        assertThat(heard(own, Hearing.WITHOUT_NOISE, "", "logdaemon.info x # \nin: ", "login: "))
                .isPresent();
        assertThat(heard(own, Hearing.WITHOUT_NOISE, "", "[   12.345678] # \n", "# ")).isPresent();
    }

    @DataProvider
    public Object[][] values() {
        return new Object[][] {
            {"password: abc123\r\n", List.of("abc123")},
            {"password: ab[   12.345678] eth0: up\r\nc123\r\n", List.of("abc123")},
            {"pass[   12.345678] eth0: up\r\nword: abc123\r\n", List.of("abc123")},
            {"password: \u001b[1mabc123\u001b[0m\r\n", List.of("abc123")},
            {"password: old\r\nboot\r\npassword: new\r\n", List.of("new")},
            {"[   12.345678] init: password: abc123\r\n", List.of("abc123")},
            // not there yet
            {"password: abc", List.of()},
            {"password: ab[   12.345678] eth0", List.of()},
            {"password: ab[   12.34", List.of()},
            {"password: ab\u001b[", List.of()},
            // two that differ: nobody knows which is meant
            {
                "password: abc123\r\n[   12.345678] init: password: other\r\n",
                List.of("abc123", "other")
            },
        };
    }

    @Test(dataProvider = "values")
    public void aValueIsReadWholeOrNotAtAll(String text, List<String> expected) {
        for (var pattern : List.of("password: (\\S+)\\s", "password: ([a-z0-9]+)")) {
            assertThat(
                            ConsoleText.growing(text, USUAL)
                                    .meant(Pattern.compile(pattern), false, true))
                    .as(pattern)
                    .containsExactlyElementsOf(expected);
        }
    }

    /// Wherever the kernel breaks in, and wherever one looks, there is the value or nothing.
    @Test
    public void noHalfOfAValueIsEverRead() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        var noise =
                List.of(
                        "[   12.345678] a b\r\n",
                        "\u001b[1m",
                        "<4>[1.000] x\n",
                        "\u001b]0;a\u0007");
        int read = 0;
        for (int round = 0; round < 5000; round++) {
            var text = new StringBuilder();
            for (char c : "boot\r\npassword: s3cretvalue\r\nREADY\r\n".toCharArray()) {
                while (random.nextInt(12) == 0) {
                    text.append(noise.get(random.nextInt(noise.size())));
                }
                text.append(c);
            }
            int seen = random.nextInt(text.length() + 1);
            var values =
                    ConsoleText.growing(text.substring(0, seen), USUAL)
                            .meant(Pattern.compile("password: (\\S+)"), false, true);
            assertThat(values.stream().filter(v -> !v.equals("s3cretvalue")).toList())
                    .as("seed %d: '%s' up to %d", seed, text, seen)
                    .isEmpty();
            read += values.size();
        }
        assertThat(read).isGreaterThan(500);
    }
}
