package org.proofmark.credential.transform;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/// Hashes and checksums that are not in every library, as pure functions of bytes. Results of 32
/// and 64 bits come with the highest byte first.
final class Digests {
    private static final int HMAC_BLOCK = 64;

    private Digests() {}

    /// To find an implementation takes longer than a digest of a short text. One for each thread.
    private static final Map<String, ThreadLocal<MessageDigest>> PLATFORM =
            new ConcurrentHashMap<>();

    /// A digest of the platform's own.
    static byte[] platform(String algorithm, byte[] data) {
        return own(algorithm).digest(data);
    }

    private static MessageDigest own(String algorithm) {
        return PLATFORM.computeIfAbsent(
                        algorithm, name -> ThreadLocal.withInitial(() -> instance(name)))
                .get();
    }

    private static MessageDigest instance(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no " + algorithm, e);
        }
    }

    /// HMAC (RFC 2104) with a hash of blocks of 64 bytes, such as MD5, SHA-1 and SHA-256.
    static UnaryOperator<byte[]> hmac(String algorithm, byte[] key) {
        var block =
                Arrays.copyOf(key.length > HMAC_BLOCK ? platform(algorithm, key) : key, HMAC_BLOCK);
        var inner = new byte[HMAC_BLOCK];
        var outer = new byte[HMAC_BLOCK];
        for (int i = 0; i < HMAC_BLOCK; i++) {
            inner[i] = (byte) (block[i] ^ 0x36);
            outer[i] = (byte) (block[i] ^ 0x5c);
        }
        return data -> {
            var hash = own(algorithm);
            hash.update(inner);
            var first = hash.digest(data);
            hash.update(outer);
            return hash.digest(first);
        };
    }

    static byte[] crc32(byte[] data) {
        return checksum(new CRC32(), data);
    }

    static byte[] crc32c(byte[] data) {
        return checksum(new CRC32C(), data);
    }

    static byte[] adler32(byte[] data) {
        return checksum(new Adler32(), data);
    }

    private static byte[] checksum(Checksum checksum, byte[] data) {
        checksum.update(data);
        return word((int) checksum.getValue());
    }

    /// FNV-1 or FNV-1a of 32 bits (Fowler, Noll, Vo).
    static byte[] fnv32(byte[] data, boolean xorFirst) {
        int hash = 0x811c9dc5;
        for (byte b : data) {
            if (xorFirst) {
                hash = (hash ^ (b & 0xff)) * 0x01000193;
            } else {
                hash = (hash * 0x01000193) ^ (b & 0xff);
            }
        }
        return word(hash);
    }

    /// FNV-1a of 64 bits.
    static byte[] fnv64(byte[] data) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : data) {
            hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        }
        return ByteBuffer.allocate(Long.BYTES).putLong(hash).array();
    }

    /// `h = start; h = h * factor + byte`: djb2 (5381, 33), Java's `hashCode` (0, 31), sdbm (0,
    /// 65599).
    static byte[] multiplied(byte[] data, int start, int factor) {
        int hash = start;
        for (byte b : data) {
            hash = hash * factor + (b & 0xff);
        }
        return word(hash);
    }

    /// CRC-16/XMODEM (polynomial 0x1021, start 0) or CCITT-FALSE (start 0xffff).
    static byte[] crc16(byte[] data, int start) {
        int crc = start;
        for (byte b : data) {
            crc ^= (b & 0xff) << 8;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x8000) != 0 ? (crc << 1) ^ 0x1021 : crc << 1;
            }
            crc &= 0xffff;
        }
        return new byte[] {(byte) (crc >> 8), (byte) crc};
    }

    private static byte[] word(int value) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
    }

    /// MD4 (RFC 1320).
    static byte[] md4(byte[] data) {
        int blocks = (data.length + 8) / 64 + 1;
        var padded =
                ByteBuffer.allocate(blocks * 64)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .put(data)
                        .put((byte) 0x80);
        padded.putLong(blocks * 64 - 8, data.length * 8L);
        int[] state = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476};
        for (int block = 0; block < blocks; block++) {
            md4Block(padded, block * 64, state);
        }
        var result = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        for (int word : state) {
            result.putInt(word);
        }
        return result.array();
    }

    private static final int[][] MD4_ORDER = {
        {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
        {0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15},
        {0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15}
    };
    private static final int[][] MD4_SHIFT = {{3, 7, 11, 19}, {3, 5, 9, 13}, {3, 9, 11, 15}};
    private static final int[] MD4_CONSTANT = {0, 0x5a827999, 0x6ed9eba1};

    private static void md4Block(ByteBuffer data, int offset, int[] state) {
        int[] v = state.clone();
        for (int step = 0; step < 48; step++) {
            int round = step / 16;
            int i = step % 16;
            int a = (4 - i % 4) % 4;
            int b = v[(a + 1) % 4];
            int c = v[(a + 2) % 4];
            int d = v[(a + 3) % 4];
            int mixed =
                    switch (round) {
                        case 0 -> (b & c) | (~b & d);
                        case 1 -> (b & c) | (b & d) | (c & d);
                        default -> b ^ c ^ d;
                    };
            int word = data.getInt(offset + 4 * MD4_ORDER[round][i]);
            v[a] =
                    Integer.rotateLeft(
                            v[a] + mixed + word + MD4_CONSTANT[round], MD4_SHIFT[round][i % 4]);
        }
        for (int i = 0; i < 4; i++) {
            state[i] += v[i];
        }
    }
}
