package org.proofmark.rigagent.flash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.proofmark.domain.profile.FlashSpec;
import org.proofmark.domain.profile.FlashSpec.Step;
import org.proofmark.domain.run.Flashed;
import org.proofmark.domain.time.Ticker;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

public final class UBootFlasherTest {
    private static final int SIZE = 9_000;

    private UBootBoard board;
    private byte[] content;
    private Path image;

    @BeforeMethod
    public void aBoardWithAnEmptyDisk() throws Exception {
        board = new UBootBoard(1 << 20);
        content = new byte[SIZE];
        new Random(1).nextBytes(content);
        image = board.image("image.itb", content);
    }

    @AfterMethod
    public void offAndAway() throws Exception {
        board.close();
    }

    @Test
    public void anImageStandsOnTheDiskByteForByte() throws Exception {
        var heard = new Steps();

        var flashed = flash(UBootBoard.plan(UBootBoard.isVirt()), heard);

        assertThat(board.disk(SIZE)).isEqualTo(content);
        assertThat(flashed.bytes()).isEqualTo(SIZE);
        assertThat(heard.steps)
                .containsExactly(
                        "stop autoboot",
                        "identity: printenv board",
                        "send image",
                        "compare in memory",
                        "write: virtio scan",
                        "write: virtio write 0x42000000 0 0x12",
                        "read back: mw.b 0x42000000 0 0x2328",
                        "read back: virtio read 0x42000000 0 0x12",
                        "compare what was read back",
                        "boot");
        assertThat(heard.acknowledged).isEqualTo(SIZE);
    }

    @Test
    public void anotherBoardIsLeftUntouched() throws Exception {
        var plan = UBootBoard.plan(new Step("printenv board", Pattern.compile("board=acme-r1")));

        assertThatThrownBy(() -> flash(plan, new Steps()))
                .isInstanceOf(FlashFailed.class)
                .hasMessageContaining("identity: printenv board")
                .hasMessageContaining("board=qemu-arm");
        assertThat(board.disk(SIZE)).containsOnly(0);
    }

    @Test
    public void anImageThatIsTooLargeIsRefusedBeforeTheBoardIsTouched() {
        var usual = UBootBoard.plan(UBootBoard.isVirt());
        var plan =
                new FlashSpec.UBoot(
                        usual.autoboot(),
                        usual.stop(),
                        usual.prompt(),
                        usual.identity(),
                        usual.address(),
                        usual.write(),
                        usual.readBack(),
                        usual.boot(),
                        usual.bootLimit(),
                        usual.commandLimit(),
                        SIZE - 1);
        var heard = new Steps();

        assertThatThrownBy(() -> flash(plan, heard))
                .isInstanceOf(FlashFailed.class)
                .hasMessageContaining("read image: ")
                .hasMessageContaining("has 9000 bytes, and the profile's flash.max-size is 8999");
        assertThat(heard.steps).isEmpty();
    }

    @Test
    public void aLineThatLosesAndDoublesBytesIsGotOver() throws Exception {
        var random = new Random(7);
        board.spoiler = bytes -> bytes.length < 100 ? bytes : spoilt(bytes, random);

        var flashed = flash(UBootBoard.plan(UBootBoard.isVirt()), new Steps());

        assertThat(flashed.resent()).isPositive();
        assertThat(board.disk(SIZE)).isEqualTo(content);
    }

    @Test
    public void powerThatGoesInMidTransferIsAFailureAndASecondTrySucceeds() throws Exception {
        var frames = new int[1];
        board.spoiler =
                bytes -> {
                    if (bytes.length > 100 && ++frames[0] == 5) {
                        board.cut();
                    }
                    return bytes;
                };
        assertThatThrownBy(() -> flash(UBootBoard.plan(UBootBoard.isVirt()), new Steps()))
                .isInstanceOf(IOException.class);

        var flashed = flash(UBootBoard.plan(UBootBoard.isVirt()), new Steps());

        assertThat(flashed.bytes()).isEqualTo(SIZE);
        assertThat(board.disk(SIZE)).isEqualTo(content);
    }

    @Test
    public void aBoardThatHangsInItsBootLoaderIsNamedWithWhatItSaid() {
        var usual = UBootBoard.plan(UBootBoard.isVirt());
        var plan =
                new FlashSpec.UBoot(
                        Pattern.compile("Press SPACE to abort"),
                        usual.stop(),
                        usual.prompt(),
                        usual.identity(),
                        usual.address(),
                        usual.write(),
                        usual.readBack(),
                        usual.boot(),
                        Duration.ofSeconds(3),
                        usual.commandLimit(),
                        usual.maxBytes());

        assertThatThrownBy(() -> flash(plan, new Steps()))
                .isInstanceOf(FlashFailed.class)
                .hasMessageContaining("stop autoboot: the console did not show")
                .hasMessageContaining("it said last");
    }

    @Test
    public void aCommandThatDoesNotAnswerAsPlannedIsNamed() {
        var usual = UBootBoard.plan(UBootBoard.isVirt());
        var plan =
                new FlashSpec.UBoot(
                        usual.autoboot(),
                        usual.stop(),
                        usual.prompt(),
                        usual.identity(),
                        usual.address(),
                        List.of(
                                new Step(
                                        "mmc write ${address} 0 ${blocks}", Pattern.compile("OK"))),
                        List.of(),
                        usual.boot(),
                        usual.bootLimit(),
                        usual.commandLimit(),
                        usual.maxBytes());

        assertThatThrownBy(() -> flash(plan, new Steps()))
                .isInstanceOf(FlashFailed.class)
                .hasMessageContaining(
                        "write: mmc write 0x42000000 0 0x12: the answer does not show");
    }

    @Test
    public void anEmptyImageIsRefusedBeforeTheBoardIsTouched() throws Exception {
        image = board.image("empty.itb", new byte[0]);
        var heard = new Steps();

        assertThatThrownBy(() -> flash(UBootBoard.plan(UBootBoard.isVirt()), heard))
                .isInstanceOf(FlashFailed.class)
                .hasMessage("read image: empty.itb is empty");
        assertThat(heard.steps).isEmpty();
    }

    @Test
    public void aPlanWithoutProofOfIdentityIsRefused() {
        assertThatThrownBy(UBootBoard::plan)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("which board it is");
    }

    private Flashed flash(FlashSpec.UBoot plan, Steps heard) throws Exception {
        return new UBootFlasher(plan, Ticker.system(), heard).flash(board, ImageFile.of(image));
    }

    /// About every fourth block has a byte lost or doubled.
    private static byte[] spoilt(byte[] bytes, Random random) {
        if (random.nextInt(4) > 0) {
            return bytes;
        }
        int at = random.nextInt(bytes.length);
        boolean doubled = random.nextBoolean();
        var out = new ByteArrayOutputStream();
        for (int k = 0; k < bytes.length; k++) {
            if (k != at || doubled) {
                out.write(bytes[k]);
            }
            if (k == at && doubled) {
                out.write(bytes[k]);
            }
        }
        return out.toByteArray();
    }

    private static final class Steps implements Flasher.Listener {
        private final List<String> steps = new ArrayList<>();
        private long acknowledged;

        @Override
        public void step(String step) {
            steps.add(step);
        }

        @Override
        public void sent(long bytes, long size) {
            acknowledged = bytes;
        }
    }
}
