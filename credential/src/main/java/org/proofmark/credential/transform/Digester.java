package org.proofmark.credential.transform;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;

/// A function of bytes.
///
/// @param name for people, such as `MD5`
/// @param kind what it needs besides its input
/// @param apply the function
public record Digester(String name, Kind kind, UnaryOperator<byte[]> apply) {
    /// What a function needs besides its input.
    public enum Kind {
        /// Nothing, and it changes nothing.
        IDENTITY,
        /// Nothing: everybody can compute it.
        HASH,
        /// A salt or key that was found in the firmware.
        SALTED
    }

    /// Takes the bytes as they are.
    public static final Digester IDENTITY =
            new Digester("the characters themselves", Kind.IDENTITY, data -> data);

    /// Every hash and checksum without a key.
    public static final List<Digester> HASHES =
            List.of(
                    hash("MD5", data -> Digests.platform("MD5", data)),
                    hash("SHA-1", data -> Digests.platform("SHA-1", data)),
                    hash("SHA-256", data -> Digests.platform("SHA-256", data)),
                    hash("CRC-32", Digests::crc32),
                    hash("SHA-512", data -> Digests.platform("SHA-512", data)),
                    hash("SHA-224", data -> Digests.platform("SHA-224", data)),
                    hash("SHA-384", data -> Digests.platform("SHA-384", data)),
                    hash("SHA3-256", data -> Digests.platform("SHA3-256", data)),
                    hash("MD4", Digests::md4),
                    hash("NTLM (MD4 of UTF-16)", data -> Digests.md4(utf16(data))),
                    ofDigits("MD5", "MD5"),
                    ofDigits("SHA-1", "SHA-1"),
                    ofDigits("SHA-256", "SHA-256"),
                    ofDigits("SHA-1", "MD5"),
                    ofDigits("SHA-256", "MD5"),
                    ofDigits("MD5", "SHA-1"),
                    ofDigits("MD5", "SHA-256"),
                    ofBytes("MD5", "MD5"),
                    ofBytes("MD5", "SHA-1"),
                    ofBytes("SHA-1", "MD5"),
                    ofBytes("SHA-256", "SHA-256"),
                    hash("FNV-1 (32 bits)", data -> Digests.fnv32(data, false)),
                    hash("FNV-1a (32 bits)", data -> Digests.fnv32(data, true)),
                    hash("FNV-1a (64 bits)", Digests::fnv64),
                    hash("CRC-32C", Digests::crc32c),
                    hash("Adler-32", Digests::adler32),
                    hash("CRC-16/XMODEM", data -> Digests.crc16(data, 0)),
                    hash("CRC-16/CCITT", data -> Digests.crc16(data, 0xffff)),
                    hash("djb2", data -> Digests.multiplied(data, 5381, 33)),
                    hash("sdbm", data -> Digests.multiplied(data, 0, 65599)),
                    hash("Java's hashCode", data -> Digests.multiplied(data, 0, 31)));

    private static final List<String> SALTED_HASHES = List.of("MD5", "SHA-1", "SHA-256");

    private static Digester hash(String name, UnaryOperator<byte[]> apply) {
        return new Digester(name, Kind.HASH, apply);
    }

    private static Digester ofDigits(String outer, String inner) {
        return hash(
                outer + " of " + inner + "'s hexadecimal digits",
                data -> {
                    var digits = HexFormat.of().formatHex(Digests.platform(inner, data));
                    return Digests.platform(outer, digits.getBytes(StandardCharsets.US_ASCII));
                });
    }

    private static Digester ofBytes(String outer, String inner) {
        return hash(
                outer + " of " + inner + "'s bytes",
                data -> Digests.platform(outer, Digests.platform(inner, data)));
    }

    private static byte[] utf16(byte[] data) {
        return new String(data, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_16LE);
    }

    /// The functions with this string of the firmware: before, behind, and as the key of an HMAC.
    public static List<Digester> salted(String salt) {
        return with("firmware string", salt, Kind.SALTED);
    }

    /// The functions with a constant that stands on every label: whoever reads it has it.
    public static List<Digester> withLabelWord(String word) {
        return with("label's", word, Kind.HASH);
    }

    private static List<Digester> with(String what, String salt, Kind kind) {
        var bytes = salt.getBytes(StandardCharsets.UTF_8);
        var named = what + " '" + salt + "'";
        return SALTED_HASHES.stream()
                .flatMap(name ->
                        List.of(
                                new Digester(
                                        name + " of " + named + " + input",
                                        kind,
                                        data -> Digests.platform(name, joined(bytes, data))),
                                new Digester(
                                        name + " of input + " + named,
                                        kind,
                                        data -> Digests.platform(name, joined(data, bytes))),
                                new Digester(
                                        "HMAC-" + name + " with " + named + " as key",
                                        kind,
                                        Digests.hmac(name, bytes)))
                                .stream())
                .toList();
    }

    private static byte[] joined(byte[] left, byte[] right) {
        var both = Arrays.copyOf(left, left.length + right.length);
        System.arraycopy(right, 0, both, left.length, right.length);
        return both;
    }
}
