package org.proofmark.controller.firmware;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.tukaani.xz.LZMAInputStream;
import org.tukaani.xz.SingleXZInputStream;

/// A part of an image that is packed with gzip (RFC 1952), zlib (RFC 1950), xz or LZMA, found by
/// how it begins. Blocks of a squashfs are such parts, too.
///
/// @param content unpacked
/// @param end where what follows it begins
@SuppressWarnings("ArrayRecordComponent") // bytes to be read once, never compared
record PackedPart(byte[] content, int end) {
    /// Of one part; what is behind is left out.
    static final int MAX_BYTES = 32 << 20;

    /// A dictionary of 64 MiB, the largest that xz makes, and what its tables want.
    private static final int MEMORY_KIB = 70 << 10;

    /// What breaks off after less was no packed part, but bytes that looked like the begin of one.
    private static final int LEAST_BROKEN_OFF = 4096;

    /// Nothing less is worth packing.
    private static final int LEAST = 16;

    private static final int BUFFER = 64 << 10;
    private static final byte[] GZIP = {0x1f, (byte) 0x8b, 8};
    private static final byte[] XZ = {(byte) 0xfd, '7', 'z', 'X', 'Z', 0};
    private static final int GZIP_HEADER = 10;
    private static final int GZIP_TRAILER = 8;
    private static final int LZMA_HEADER = 13;

    /// True where a packed part may begin here.
    static boolean mayBegin(byte[] image, int at) {
        return switch (image[at]) {
            case 0x1f -> begins(image, at, GZIP);
            case 0x78 -> isZlib(image, at);
            case (byte) 0xfd -> begins(image, at, XZ);
            case 0x5d -> isLzma(image, at);
            default -> false;
        };
    }

    /// The part that begins here, or nothing where it cannot be unpacked.
    ///
    /// @param most bytes, beside [#MAX_BYTES]
    static Optional<PackedPart> at(byte[] image, int at, int most) {
        int limit = Math.min(most, MAX_BYTES);
        if (limit < LEAST) {
            return Optional.empty();
        }
        return switch (image[at]) {
            case 0x1f -> gzip(image, at, limit);
            case 0x78 -> inflated(image, at, false, limit);
            case (byte) 0xfd ->
                    unpacked(image, at, limit, in -> new SingleXZInputStream(in, MEMORY_KIB));
            default -> unpacked(image, at, limit, in -> new LZMAInputStream(in, MEMORY_KIB));
        };
    }

    private static boolean begins(byte[] image, int at, byte[] magic) {
        return at + magic.length <= image.length
                && Arrays.equals(image, at, at + magic.length, magic, 0, magic.length);
    }

    /// The header's sum, and no dictionary of the packer's own.
    private static boolean isZlib(byte[] image, int at) {
        if (at + 1 >= image.length) {
            return false;
        }
        int flags = image[at + 1] & 0xff;
        return (0x78 << 8 | flags) % 31 == 0 && (flags & 0x20) == 0;
    }

    /// The usual properties, a dictionary of 64 KiB to 64 MiB, and a length that can be, or -1.
    private static boolean isLzma(byte[] image, int at) {
        if (at + LZMA_HEADER > image.length) {
            return false;
        }
        long dictionary = number(image, at + 1, 4);
        long length = number(image, at + 5, 8);
        return Long.bitCount(dictionary) == 1
                && dictionary >= 1 << 16
                && dictionary <= 1 << 26
                && (length == -1 || (length >= LEAST && length <= 1L << 32));
    }

    private static long number(byte[] image, int at, int bytes) {
        long value = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            value = value << 8 | (image[at + i] & 0xff);
        }
        return value;
    }

    private static Optional<PackedPart> gzip(byte[] image, int at, int limit) {
        int body = gzipBody(image, at);
        if (body >= image.length) {
            return Optional.empty();
        }
        return inflated(image, body, true, limit)
                .map(p -> new PackedPart(p.content, Math.min(image.length, p.end + GZIP_TRAILER)));
    }

    /// Behind the optional fields of the header; beyond the image where they do not end.
    private static int gzipBody(byte[] image, int at) {
        if (at + GZIP_HEADER > image.length) {
            return image.length;
        }
        int flags = image[at + 3];
        int body = at + GZIP_HEADER;
        if ((flags & 4) != 0) {
            if (body + 2 > image.length) {
                return image.length;
            }
            body += 2 + (int) number(image, body, 2);
        }
        for (int text = flags & 24; text != 0; text &= text - 1) {
            while (body < image.length && image[body] != 0) {
                body++;
            }
            body++;
        }
        return (flags & 2) == 0 ? body : body + 2;
    }

    private static Optional<PackedPart> inflated(byte[] image, int at, boolean raw, int limit) {
        var content = new ByteArrayOutputStream();
        var inflater = new Inflater(raw);
        try {
            inflater.setInput(image, at, image.length - at);
            boolean whole = inflate(inflater, content, limit);
            return part(content, whole, at + (int) inflater.getBytesRead());
        } finally {
            inflater.end();
        }
    }

    /// True where it came to its end, or to the limit.
    private static boolean inflate(Inflater inflater, ByteArrayOutputStream content, int limit) {
        var buffer = new byte[BUFFER];
        try {
            while (!inflater.finished() && content.size() < limit) {
                int most = Math.min(buffer.length, limit - content.size());
                int count = inflater.inflate(buffer, 0, most);
                if (count == 0 && !inflater.finished()) {
                    return false;
                }
                content.write(buffer, 0, count);
            }
            return true;
        } catch (DataFormatException _) {
            return false;
        }
    }

    /// Opens a packed stream.
    private interface Opening {
        InputStream open(InputStream packed) throws IOException;
    }

    private static Optional<PackedPart> unpacked(byte[] image, int at, int limit, Opening opening) {
        var packed = new ByteArrayInputStream(image, at, image.length - at);
        var content = new ByteArrayOutputStream();
        boolean whole = unpack(packed, content, limit, opening);
        return part(content, whole, image.length - packed.available());
    }

    private static boolean unpack(
            InputStream packed, ByteArrayOutputStream content, int limit, Opening opening) {
        var buffer = new byte[BUFFER];
        try (var in = opening.open(packed)) {
            int count = 0;
            while (count >= 0 && content.size() < limit) {
                content.write(buffer, 0, count);
                count = in.read(buffer, 0, Math.min(buffer.length, limit - content.size()));
            }
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static Optional<PackedPart> part(
            ByteArrayOutputStream content, boolean whole, int end) {
        return content.size() >= (whole ? LEAST : LEAST_BROKEN_OFF)
                ? Optional.of(new PackedPart(content.toByteArray(), end))
                : Optional.empty();
    }
}
