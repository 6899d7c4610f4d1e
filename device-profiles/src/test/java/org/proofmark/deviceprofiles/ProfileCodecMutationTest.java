package org.proofmark.deviceprofiles;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.testng.annotations.Test;

/// Whatever a file holds, the reader gives a profile or says what is wrong with it.
public final class ProfileCodecMutationTest {
    private static final int ROUNDS = 600;
    private static final String NASTY = "{}[]:,&*!|>'\"%@`#-?\n\t\0\u00ff\u2028$\\~";

    @Test
    public void brokenLinesGiveProblemsAndNothingElse() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        var good = ProfileCodecTest.example();
        for (int i = 0; i < ROUNDS; i++) {
            var text = good;
            for (int n = 1 + random.nextInt(3); n > 0; n--) {
                text = SchemaTest.mutate(text, random);
            }
            holds(text.getBytes(UTF_8), seed);
        }
    }

    @Test
    public void brokenCharactersGiveProblemsAndNothingElse() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        var good = ProfileCodecTest.example();
        for (int i = 0; i < ROUNDS; i++) {
            var text = new StringBuilder(good);
            for (int n = 1 + random.nextInt(8); n > 0; n--) {
                int at = random.nextInt(text.length());
                char nasty = NASTY.charAt(random.nextInt(NASTY.length()));
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, nasty);
                    case 1 -> text.insert(at, nasty);
                    default -> text.delete(at, Math.min(text.length(), at + random.nextInt(40)));
                }
            }
            holds(text.toString().getBytes(UTF_8), seed);
        }
    }

    @Test
    public void anyBytesGiveProblemsAndNothingElse() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 0; i < ROUNDS; i++) {
            var bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            holds(bytes, seed);
        }
    }

    @Test
    public void aliasesThatMultiplyAreRefused() {
        var text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            text.append("a").append(i).append(": &a").append(i).append(" [");
            text.append(("*a" + (i - 1) + ", ").repeat(9)).append("*a").append(i - 1).append("]\n");
        }
        holds(text.toString().getBytes(UTF_8), 0);
    }

    @Test
    public void deepNestingIsRefused() {
        holds(("x: " + "[".repeat(5000)).getBytes(UTF_8), 0);
        holds(("x: " + "[".repeat(500) + "]".repeat(500)).getBytes(UTF_8), 0);
        holds("x: &x [*x]".getBytes(UTF_8), 0);
    }

    private static void holds(byte[] bytes, long seed) {
        try {
            assertThat(ProfileCodec.parse("m.yaml", bytes)).isNotNull();
        } catch (ProfileException e) {
            assertThat(e.problems()).as("seed %d", seed).isNotEmpty();
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError("seed " + seed + ", on:\n" + new String(bytes, UTF_8), e);
        }
    }
}
