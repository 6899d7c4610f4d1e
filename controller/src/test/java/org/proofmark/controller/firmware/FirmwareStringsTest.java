package org.proofmark.controller.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.LZMAOutputStream;
import org.tukaani.xz.XZOutputStream;

public class FirmwareStringsTest {
    private static final String SALT = "larch-quarry-7714";

    /// Packs into a stream.
    private interface Packing {
        OutputStream into(OutputStream out) throws IOException;
    }

    private static byte[] packed(Packing packing, byte[] content) {
        var bytes = new ByteArrayOutputStream();
        try (var out = packing.into(bytes)) {
            out.write(content);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] gzip(byte[] content) {
        return packed(GZIPOutputStream::new, content);
    }

    private static byte[] zlib(byte[] content) {
        return packed(DeflaterOutputStream::new, content);
    }

    private static byte[] xz(byte[] content) {
        return packed(out -> new XZOutputStream(out, new LZMA2Options(1)), content);
    }

    private static byte[] lzma(byte[] content) {
        return packed(out -> new LZMAOutputStream(out, new LZMA2Options(1), -1), content);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] noise(Random random, int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    @Test
    public void stringsAreRunsOfFourToSixtyFourPrintableCharactersEachOnce() {
        var strings =
                FirmwareStrings.of(
                        ascii(
                                "\0abc\0s3cr3t\1\2/bin/sh\0s3cr3t\0"
                                        + "x".repeat(64)
                                        + "\0"
                                        + "y".repeat(65)
                                        + "\377last"));
        assertThat(strings.tried())
                .containsExactlyInAnyOrder("s3cr3t", "/bin/sh", "x".repeat(64), "last");
        assertThat(strings.found()).isEqualTo(4);
    }

    @Test
    public void longerStringsAreTriedBeforeTheShortOnesOfRandomBytes() {
        assertThat(FirmwareStrings.of(ascii("four\0sixsix\0eighteig\0five5\0another-one")).tried())
                .containsExactly("eighteig", "another-one", "sixsix", "four", "five5");
    }

    @Test
    public void noMoreStringsThanCanBeTriedAreTaken() {
        var image = new StringBuilder(SALT).append('\0');
        for (int i = 0; i < FirmwareStrings.MAX_STRINGS; i++) {
            image.append("word%d%n".formatted(i));
        }
        var strings = FirmwareStrings.of(ascii(image.toString()));
        assertThat(strings.tried()).hasSize(FirmwareStrings.MAX_STRINGS).contains(SALT);
        assertThat(strings.found()).isEqualTo(FirmwareStrings.MAX_STRINGS + 1);
    }

    @DataProvider
    public Object[][] packings() {
        var content = joined(ascii("begin\0" + SALT + "\0"), new byte[3000]);
        return new Object[][] {
            {"gzip", gzip(content)},
            {"zlib", zlib(content)},
            {"xz", xz(content)},
            {"LZMA", lzma(content)},
            {"xz in gzip", gzip(joined(new byte[100], xz(content)))},
            {"gzip with a name", named(gzip(content))},
        };
    }

    /// With the header's field FNAME.
    private static byte[] named(byte[] gzip) {
        var named = joined(java.util.Arrays.copyOf(gzip, 10), ascii("root.img\0"));
        named[3] |= 8;
        return joined(named, java.util.Arrays.copyOfRange(gzip, 10, gzip.length));
    }

    @Test(dataProvider = "packings")
    public void packedPartsAreReadWhereverTheyStand(String packing, byte[] part) {
        for (long seed = 0; seed < 20; seed++) {
            var random = new Random(seed);
            var image =
                    joined(
                            noise(random, random.nextInt(5000)),
                            part,
                            ascii("\0behind it stands " + SALT + " too\0"),
                            noise(random, random.nextInt(5000)));
            assertThat(FirmwareStrings.of(image).tried())
                    .as("%s, seed %d", packing, seed)
                    .contains(SALT, "begin", "behind it stands " + SALT + " too");
        }
    }

    @Test
    public void aPartThatBreaksOffIsReadAsFarAsItGoes() {
        var random = new Random(5);
        var content = new StringBuilder(SALT).append('\0');
        for (int i = 0; i < 300_000; i++) {
            content.append((char) ('a' + random.nextInt(26)));
        }
        for (var part :
                new byte[][] {gzip(ascii(content.toString())), xz(ascii(content.toString()))}) {
            var half = java.util.Arrays.copyOf(part, part.length * 3 / 4);
            assertThat(FirmwareStrings.of(half).tried()).contains(SALT);
        }
    }

    @Test
    public void whatLooksLikeAPackedPartAndIsNoneHidesNothing() {
        assertThat(
                        FirmwareStrings.of(
                                        joined(
                                                new byte[] {0x1f, (byte) 0x8b, 8, 0x1f},
                                                ascii("abcdefgh" + SALT)))
                                .tried())
                .contains("abcdefgh" + SALT);
        assertThat(FirmwareStrings.of(joined(new byte[] {0x78, (byte) 0xda}, ascii(SALT))).tried())
                .contains(SALT);
    }

    @Test
    public void aBombIsUnpackedToTheLimitOfAPart() {
        var bomb =
                packed(
                        GZIPOutputStream::new,
                        joined(new byte[PackedPart.MAX_BYTES], ascii("behind the limit")));
        assertThat(bomb).hasSizeLessThan(PackedPart.MAX_BYTES / 500);
        assertThat(PackedPart.at(bomb, 0, Integer.MAX_VALUE).orElseThrow().content())
                .hasSize(PackedPart.MAX_BYTES);
        assertThat(FirmwareStrings.of(joined(bomb, ascii("\0" + SALT))).tried())
                .doesNotContain("behind the limit");
    }

    /// Property: whatever the bytes, reading ends, and finds only what may be.
    @Test
    public void randomImagesAreReadToTheirEnd() {
        var magics =
                new byte[][] {
                    {0x1f, (byte) 0x8b, 8},
                    {0x78, (byte) 0x9c},
                    {(byte) 0xfd, '7', 'z', 'X', 'Z', 0},
                    {0x5d, 0, 0, 1, 0, -1, -1, -1, -1, -1, -1, -1, -1},
                };
        for (long seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            var image = new ByteArrayOutputStream();
            for (int part = 0; part < 6; part++) {
                image.writeBytes(magics[random.nextInt(magics.length)]);
                image.writeBytes(noise(random, random.nextInt(60)));
            }
            assertThat(FirmwareStrings.of(image.toByteArray()).tried())
                    .as("seed %d", seed)
                    .allMatch(s -> s.matches("[ -~]{4,64}"));
        }
        assertThat(FirmwareStrings.of(new byte[0]).found()).isZero();
    }
}
