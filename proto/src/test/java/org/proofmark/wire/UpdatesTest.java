package org.proofmark.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.proofmark.domain.run.Digest;
import org.proofmark.domain.update.Release;
import org.proofmark.domain.update.Release.ReleaseFile;
import org.proofmark.domain.update.Trouble;
import org.proofmark.domain.update.UpdateRequest;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

public class UpdatesTest {
    private static final Digest DIGEST = Digest.of(new byte[] {1});

    @DataProvider
    Object[][] troubles() {
        return Stream.of(
                        new Trouble.None(),
                        new Trouble.FlippedBit("a/b.img", 7),
                        new Trouble.Truncated("a.img", 0),
                        new Trouble.CutOff("a.img", 1L << 40, 3),
                        new Trouble.Slow(1),
                        new Trouble.Refusing(503),
                        new Trouble.Redirecting(),
                        new Trouble.Swapped("a.img", "other-key"))
                .map(t -> new Object[] {t})
                .toArray(Object[][]::new);
    }

    @Test(dataProvider = "troubles")
    void everyTroubleSurvivesTheWire(Trouble trouble) throws InvalidProtocolBufferException {
        var bytes = Updates.toWire(trouble).toByteArray();
        assertThat(Updates.fromWire(org.proofmark.proto.update.v1.Trouble.parseFrom(bytes)))
                .isEqualTo(trouble);
    }

    @Test
    void noKindOfTroubleIsForgotten() {
        assertThat(Stream.of(troubles()).map(t -> t[0].getClass()).distinct())
                .hasSameSizeAs(Trouble.class.getPermittedSubclasses());
    }

    @Test
    void aReleaseSurvivesTheWire() throws InvalidProtocolBufferException {
        var release =
                new Release(
                        "newer-1",
                        "1.1.0",
                        List.of(
                                new ReleaseFile("manifest.json", 0, DIGEST),
                                new ReleaseFile("images/caf\u00e9 2.img", 1L << 33, DIGEST)));
        var bytes = Updates.toWire(release).toByteArray();
        assertThat(Updates.fromWire(org.proofmark.proto.update.v1.Release.parseFrom(bytes)))
                .isEqualTo(release);
    }

    @Test
    void aRequestSurvivesTheWire() throws InvalidProtocolBufferException {
        var request =
                new UpdateRequest(
                        3,
                        Instant.parse("2026-11-23T08:00:00Z"),
                        Duration.ofDays(-4000).plusNanos(5),
                        99,
                        "",
                        "GET",
                        "/x?y=1",
                        Optional.empty(),
                        17,
                        206,
                        12_345,
                        false);
        var bytes = Updates.toWire(request).toByteArray();
        assertThat(Updates.fromWire(org.proofmark.proto.update.v1.UpdateRequest.parseFrom(bytes)))
                .isEqualTo(request);
    }

    @Test
    void whatCannotBeIsRefusedByName() {
        var release =
                org.proofmark.proto.update.v1.Release.newBuilder().setName("newer").setVersion("1");
        assertThatThrownBy(() -> Updates.fromWire(release.build()))
                .isInstanceOf(WireFormatException.class)
                .hasMessageContaining("1 to 1000 files");
        release.addFilesBuilder().setPath("../../etc/passwd").setDigest(DIGEST.hex());
        assertThatThrownBy(() -> Updates.fromWire(release.build()))
                .isInstanceOf(WireFormatException.class)
                .hasMessageContaining("without '.' and '..'");
        assertThatThrownBy(() ->
                        Updates.fromWire(
                                org.proofmark.proto.update.v1.Trouble.getDefaultInstance()))
                .isInstanceOf(WireFormatException.class)
                .hasMessageContaining("trouble.what");
        assertThatThrownBy(() ->
                        Updates.fromWire(
                                org.proofmark.proto.update.v1.UpdateRequest.getDefaultInstance()))
                .isInstanceOf(WireFormatException.class)
                .hasMessageContaining("update request");
    }
}
