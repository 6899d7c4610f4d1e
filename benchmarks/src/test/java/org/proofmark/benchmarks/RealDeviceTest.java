package org.proofmark.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.proofmark.domain.run.Digest;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The suite on a machine that nobody of this project wrote: U-Boot, Linux, BusyBox and dropbear in
/// QEMU. docs/qemu-device.md.
public class RealDeviceTest {
    /// Two attempts on a machine that is busy with other things; one takes about five minutes.
    private static final Duration LIMIT = Duration.ofMinutes(25);

    private Path folder;
    private Proofmark proofmark;

    @BeforeMethod
    void makeFolder() throws IOException {
        folder = Files.createTempDirectory("real-device");
        proofmark = new Proofmark(folder);
    }

    @Test
    public void aMachineWithAUniversalPasswordIsRefusedForThat() throws Exception {
        var qemu = new QemuDevice(folder);
        var report = assess(qemu.profile(), qemu.command("universal", qemu.image()));

        assertThat(reasons(report, "passwords", "FAIL"))
                .contains("universal-default-opens-service");
        assertThat(reasons(report, "5.1-1", "FAIL")).contains("universal-default-opens-service");
        // what this machine does well is not blamed
        for (var provision : List.of("5.1-4", "5.11-1")) {
            assertThat(reasons(report, provision, "FAIL")).isEmpty();
        }
        assertThat(evidence("console.raw"))
                .contains("U-Boot 20", "Starting kernel", "READY proofmark-qemu fw=");
        // one of its reset paths writes an image over the serial line
        var image = Digest.of(Files.readAllBytes(qemu.image().resolve("product-1.0.0.itb")));
        assertThat(evidence("console.raw")).contains("(ymodem) download");
        assertThat(evidence("observations.jsonl"))
                .contains("\"kind\":\"ImageFlashed\",\"image\":\"factory\"", image.hex())
                .contains("\"resetPath\":\"reflash\"");
        assertThat(proofmark.leftBehind(List.of())).isEmpty();
    }

    private JsonNode assess(Path profile, String device) throws IOException, InterruptedException {
        var out = folder.resolve("out.txt");
        var err = folder.resolve("err.txt");
        var process =
                proofmark.start(
                        out,
                        err,
                        "assess",
                        profile.toString(),
                        "--device",
                        device,
                        "--units",
                        "1",
                        "--resets",
                        "1",
                        "--out",
                        "report");
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            process.destroy();
            throw new AssertionError("not done after " + LIMIT + ":\n" + Files.readString(out));
        }
        assertThat(process.exitValue())
                .as(Files.readString(out) + Files.readString(err))
                .isEqualTo(1);
        return JsonMapper.shared()
                .readTree(Files.readAllBytes(folder.resolve("report/report.json")));
    }

    /// The codes of a requirement's verdict; empty where the verdict is another.
    private static List<String> reasons(JsonNode report, String requirement, String verdict) {
        var codes = new ArrayList<String>();
        for (var one : report.path("verdicts")) {
            if (one.path("requirement").asString("").equals(requirement)
                    && one.path("verdict").asString("").equals(verdict)) {
                one.path("reasons").forEach(r -> codes.add(r.path("code").asString("")));
            }
        }
        return codes;
    }

    /// The pieces of evidence of that name, of every attempt.
    private String evidence(String name) throws IOException {
        var text = new StringBuilder();
        try (var files = Files.walk(folder.resolve("report/evidence"))) {
            for (var file : files.filter(f -> f.endsWith(name)).toList()) {
                text.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return text.toString();
    }
}
