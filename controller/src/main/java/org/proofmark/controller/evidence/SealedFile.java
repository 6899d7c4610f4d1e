package org.proofmark.controller.evidence;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Bytes sealed at rest in chunks, so that a big file streams and an unfinished one goes on.
///
/// Layout: 4 bytes `PMB1`, 16 random bytes, 8 bytes length of the whole; then chunks of 64 KiB of
/// plain bytes, each AES-256-GCM with its tag. The file's key comes by HKDF from the store's and
/// the 16 random bytes; the nonce is the chunk's number, the associated data the head. So chunks
/// cannot be swapped, cut off or moved to another file.
final class SealedFile {
    static final int CHUNK = 64 * 1024;
    private static final byte[] MAGIC = {'P', 'M', 'B', '1'};
    private static final int SALT_BYTES = 16;
    private static final int HEAD_BYTES = MAGIC.length + SALT_BYTES + Long.BYTES;
    private static final int TAG_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path path;
    private final byte[] head;
    private final SecretKey key;
    private final long totalBytes;

    private SealedFile(Path path, byte[] head, SecretKey storeKey) throws IOException {
        this.path = path;
        this.head = head;
        this.totalBytes = ByteBuffer.wrap(head).getLong(MAGIC.length + SALT_BYTES);
        try {
            var material =
                    KDF.getInstance("HKDF-SHA256")
                            .deriveData(
                                    HKDFParameterSpec.ofExtract()
                                            .addIKM(storeKey)
                                            .addSalt(Arrays.copyOfRange(head, 4, 4 + SALT_BYTES))
                                            .thenExpand(MAGIC, 32));
            this.key = new SecretKeySpec(material, "AES");
        } catch (GeneralSecurityException e) {
            throw new IOException("this JDK cannot seal evidence", e);
        }
    }

    static SealedFile create(Path path, long totalBytes, SecretKey storeKey) throws IOException {
        var head = ByteBuffer.allocate(HEAD_BYTES);
        var salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        head.put(MAGIC).put(salt).putLong(totalBytes);
        try (var file =
                FileChannel.open(
                        path,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            file.write(head.flip());
        }
        return new SealedFile(path, head.array(), storeKey);
    }

    static SealedFile open(Path path, SecretKey storeKey) throws IOException {
        try (var file = FileChannel.open(path, StandardOpenOption.READ)) {
            var head = ByteBuffer.allocate(HEAD_BYTES);
            if (readFully(file, head, 0) < HEAD_BYTES
                    || !Arrays.equals(Arrays.copyOf(head.array(), MAGIC.length), MAGIC)) {
                throw new IOException("no sealed file of this version: " + path.getFileName());
            }
            return new SealedFile(path, head.array(), storeKey);
        }
    }

    long totalBytes() {
        return totalBytes;
    }

    /// Plain bytes in whole chunks on disk: where an upload goes on.
    long receivedBytes() throws IOException {
        try (var file = FileChannel.open(path, StandardOpenOption.READ)) {
            var body = file.size() - HEAD_BYTES;
            var whole = body / (CHUNK + TAG_BYTES);
            var rest = body % (CHUNK + TAG_BYTES);
            var last = totalBytes % CHUNK;
            if (whole == totalBytes / CHUNK && last > 0 && rest == last + TAG_BYTES) {
                return totalBytes;
            }
            return whole * CHUNK;
        }
    }

    /// Writes a chunk: 64 KiB, or the last one.
    void write(long offset, byte[] plain, int length) throws IOException {
        if (offset % CHUNK != 0 || (length != CHUNK && offset + length != totalBytes)) {
            throw new IllegalArgumentException(
                    "a chunk wants 64 KiB at its place, or the file's end");
        }
        var number = offset / CHUNK;
        try (var file = FileChannel.open(path, StandardOpenOption.WRITE)) {
            var sealed =
                    ByteBuffer.wrap(cipher(Cipher.ENCRYPT_MODE, number).doFinal(plain, 0, length));
            var position = HEAD_BYTES + number * (CHUNK + TAG_BYTES);
            while (sealed.hasRemaining()) {
                position += file.write(sealed, position);
            }
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot seal " + path.getFileName(), e);
        }
    }

    /// The plain bytes of the chunk that holds `offset`, from that offset on; empty at the end.
    byte[] read(long offset) throws IOException {
        if (offset >= totalBytes) {
            return new byte[0];
        }
        var number = offset / CHUNK;
        var length = (int) Math.min(CHUNK, totalBytes - number * CHUNK);
        var sealed = ByteBuffer.allocate(length + TAG_BYTES);
        try (var file = FileChannel.open(path, StandardOpenOption.READ)) {
            if (readFully(file, sealed, HEAD_BYTES + number * (CHUNK + TAG_BYTES))
                    < sealed.capacity()) {
                throw new DamagedBlobException(path.getFileName() + " is cut short");
            }
            var plain = cipher(Cipher.DECRYPT_MODE, number).doFinal(sealed.array());
            return Arrays.copyOfRange(plain, (int) (offset % CHUNK), plain.length);
        } catch (GeneralSecurityException e) {
            throw new DamagedBlobException(path.getFileName() + " was changed on disk", e);
        }
    }

    void sync() throws IOException {
        try (var file = FileChannel.open(path, StandardOpenOption.WRITE)) {
            file.force(true);
        }
    }

    private static int readFully(FileChannel file, ByteBuffer into, long position)
            throws IOException {
        var at = position;
        while (into.hasRemaining()) {
            var read = file.read(into, at);
            if (read < 0) {
                break;
            }
            at += read;
        }
        return into.position();
    }

    private Cipher cipher(int mode, long number) throws GeneralSecurityException {
        var nonce = ByteBuffer.allocate(12).putInt(0).putLong(number).array();
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * 8, nonce));
        cipher.updateAAD(head);
        return cipher;
    }
}
