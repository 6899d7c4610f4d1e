package org.proofmark.controller.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.proofmark.domain.observation.Observation;
import org.proofmark.domain.observation.RunRecord;
import org.proofmark.domain.run.Attempt;
import org.proofmark.domain.run.Digest;
import org.proofmark.domain.run.Flashed;
import org.proofmark.domain.run.RunId;
import org.testng.annotations.Test;

public class RecordJsonTest {
    private static final Digest IMAGE = Digest.of(new byte[] {1});

    private static String line(OptionalLong crc32) {
        return RecordJson.line(
                new RunRecord(
                        new Attempt(new RunId("r1"), 1),
                        7,
                        Instant.EPOCH,
                        9,
                        new RunRecord.What.Observed(
                                new Observation.ImageFlashed(
                                        "factory",
                                        new Flashed(
                                                "u-boot-ymodem",
                                                4,
                                                IMAGE,
                                                crc32,
                                                "board=acme",
                                                "CRC-32 in memory",
                                                2,
                                                Duration.ofSeconds(61))))));
    }

    @Test
    public void aFlashStandsThereWithEverythingThatProvesIt() {
        assertThat(line(OptionalLong.of(0xFFFF_FFFFL)))
                .contains(
                        "\"kind\":\"ImageFlashed\",\"image\":\"factory\"",
                        "\"method\":\"u-boot-ymodem\",\"bytes\":4",
                        IMAGE.hex(),
                        "\"crc32\":4294967295",
                        "\"identity\":\"board=acme\",\"verified\":\"CRC-32 in memory\"",
                        "\"resent\":2");
        assertThat(line(OptionalLong.empty())).contains("\"crc32\":null");
    }
}
