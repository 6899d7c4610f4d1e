package org.proofmark.controller.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.proofmark.controller.refusal.RefusedException;
import org.proofmark.controller.refusal.RefusedException.Kind;
import org.proofmark.controller.testing.Scratch;
import org.proofmark.domain.run.Digest;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

public class BlobStoreTest {
    private static final int CHUNK = SealedFile.CHUNK;
    private Scratch scratch;
    private BlobStore store;

    @BeforeMethod
    void open() throws IOException {
        scratch = new Scratch();
        store = reopen();
    }

    private BlobStore reopen() throws IOException {
        return new BlobStore(
                scratch.path().resolve("blobs"), Secrets.open(scratch.path()).blobKey());
    }

    @AfterMethod(alwaysRun = true)
    void close() {
        scratch.close();
    }

    private static byte[] bytes(int length) {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    @DataProvider
    Object[][] lengths() {
        return new Object[][] {
            {0}, {1}, {CHUNK - 1}, {CHUNK}, {CHUNK + 1}, {3 * CHUNK}, {3 * CHUNK + 17}
        };
    }

    @Test(dataProvider = "lengths")
    public void givesBackWhatWasPut(int length) throws IOException {
        var bytes = bytes(length);
        var digest = store.put(bytes);
        assertThat(digest).isEqualTo(Digest.of(bytes));
        assertThat(store.bytes(digest)).isEqualTo(bytes);
        assertThat(store.size(digest)).contains((long) length);
        assertThat(reopen().bytes(digest)).isEqualTo(bytes);
        var file = Files.write(scratch.path().resolve("file"), bytes);
        assertThat(reopen().put(file)).isEqualTo(digest);
    }

    @Test(dataProvider = "lengths")
    public void anUploadInPiecesGoesOnWhereItBrokeOff(int length) throws IOException {
        var bytes = bytes(length);
        var digest = Digest.of(bytes);
        var random = new Random(length);
        var opened = store;
        for (var rounds = 0; !opened.has(digest) && rounds < 10_000; rounds++) {
            // each time another process, which asks where to go on and breaks off somewhere
            opened = reopen();
            var upload = opened.upload(digest, length);
            var at = (int) opened.receivedBytes(digest);
            for (var pieces = 1 + random.nextInt(4); pieces > 0 && !opened.has(digest); pieces--) {
                var end = Math.min(length, at + random.nextInt(CHUNK));
                upload.write(at, Arrays.copyOfRange(bytes, at, end));
                at = end;
            }
        }
        assertThat(opened.bytes(digest)).isEqualTo(bytes);
    }

    @Test
    public void readsFromAnyOffset() throws IOException {
        var bytes = bytes(2 * CHUNK + 100);
        var digest = store.put(bytes);
        for (var offset : new int[] {0, 1, CHUNK - 1, CHUNK, 2 * CHUNK + 99, 2 * CHUNK + 100}) {
            var read = store.read(digest, offset);
            assertThat(read).isEqualTo(Arrays.copyOfRange(bytes, offset, offset + read.length));
        }
        assertThat(store.read(digest, bytes.length)).isEmpty();
    }

    @Test
    public void bytesOfAnotherDigestAreNotKept() throws IOException {
        var digest = Digest.of(bytes(5));
        assertThatThrownBy(() -> store.upload(digest, 6).write(0, bytes(6)))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.kind()).isEqualTo(Kind.DATA_LOSS));
        assertThat(store.has(digest)).isFalse();
        assertThat(store.receivedBytes(digest)).isZero();
        // the right ones are taken all the same
        store.upload(digest, 5).write(0, bytes(5));
        assertThat(store.has(digest)).isTrue();
    }

    @Test
    public void aHoleIsRefusedAndNamesWhereToGoOn() {
        var digest = Digest.of(bytes(10));
        assertThatThrownBy(() -> store.upload(digest, 10).write(3, bytes(2)))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> {
                            assertThat(e.kind()).isEqualTo(Kind.OUT_OF_ORDER);
                            assertThat(e.facts()).containsEntry("offset", "0");
                        });
        assertThatThrownBy(() -> store.upload(digest, 10).write(0, bytes(11)))
                .hasMessageContaining("announced with 10 bytes");
        assertThatThrownBy(() -> store.upload(digest, BlobStore.MAX_BYTES + 1))
                .hasMessageContaining("4 GiB");
    }

    @Test
    public void nothingLiesInPlainOnDisk() throws IOException {
        var text = "a password that nobody may read ".repeat(5000).getBytes(StandardCharsets.UTF_8);
        store.put(text);
        for (var file : files()) {
            assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                    .doesNotContain("password");
        }
    }

    private List<Path> files() throws IOException {
        try (var all = Files.walk(scratch.path().resolve("blobs"))) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    public void aByteChangedOnDiskIsNoticed() throws IOException {
        var digest = store.put(bytes(2 * CHUNK + 5));
        var file = files().getFirst();
        var good = Files.readAllBytes(file);
        for (var at : new int[] {5, 21, 27, 30, CHUNK, good.length - 1}) {
            var bad = good.clone();
            bad[at] ^= 1;
            Files.write(file, bad);
            assertThatThrownBy(() -> reopen().bytes(digest)).as("byte " + at).isNotNull();
        }
        Files.write(file, Arrays.copyOf(good, good.length - 1));
        assertThatThrownBy(() -> reopen().bytes(digest)).hasMessageContaining("cut short");
        Files.write(file, good);
        assertThat(reopen().bytes(digest)).hasSize(2 * CHUNK + 5);
    }

    @Test
    public void anUnknownDigestIsNotFound() {
        assertThatThrownBy(() -> store.read(Digest.of(bytes(3)), 0))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND));
    }

    @Test
    public void whoListensHearsOfEveryWholeBlobOnce() throws IOException {
        var heard = new ArrayList<Digest>();
        store.listen(heard::add);
        var digest = store.put(bytes(9));
        store.put(bytes(9));
        assertThat(heard).containsExactly(digest);
    }
}
