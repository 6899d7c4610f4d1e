package org.proofmark.controller.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.proofmark.controller.testing.FakeRig;
import org.proofmark.controller.testing.Lab;
import org.proofmark.domain.scheme.Requirement;
import org.proofmark.proto.rig.v1.Hello;
import org.proofmark.proto.rig.v1.LinkRequest;
import org.proofmark.proto.rig.v1.LinkResponse;
import org.proofmark.proto.run.v1.EvidenceRef;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;
import tools.jackson.databind.json.JsonMapper;

public class DownloadsTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private Lab lab;

    @BeforeMethod
    void open() throws Exception {
        lab = new Lab(o -> o.withWeb(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0)));
    }

    @AfterMethod(alwaysRun = true)
    void close() {
        lab.close();
    }

    private HttpResponse<String> get(String path) throws Exception {
        var uri = URI.create("http://" + lab.controller().web().orElseThrow() + path);
        return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    @Test
    public void aCampaignThatHasEndedHasItsReportAndItsEvidence() throws Exception {
        try (var rig = FakeRig.connect("bench-1", lab.rig("bench-1"), "a")) {
            // nobody holds the slot: the controller knows the rig now
            rig.await(LinkResponse::hasRelease);
            var campaign = lab.submit("bench-1", "a");
            var order = rig.order();
            assertThat(get("/campaigns/" + campaign + "/report.html").statusCode()).isEqualTo(409);
            rig.accept(order);
            rig.progress(order, 1, "power on");
            rig.ended(order, 2, true);
            lab.awaitEnd(campaign);
            var base = "/campaigns/" + campaign + "/";
            var html = get(base + "report.html");
            assertThat(html.statusCode()).isEqualTo(200);
            assertThat(html.headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("default-src 'none'")
                    .doesNotContain("script-src");
            var json = JsonMapper.shared().readTree(get(base + "report.json").body());
            assertThat(json.path("verdicts").size()).isEqualTo(Requirement.ALL.size());
            assertThat(get(base + "junit.xml").body()).contains("<testsuite");
            var file = json.path("evidence").get(0);
            var kept = get(base + "evidence/" + file.path("digest").asString());
            assertThat(kept.body()).contains("power on");
            assertThat(kept.headers().firstValue("Content-Type").orElse(""))
                    .startsWith("text/plain");
            assertThat(get(base + file.path("path").asString()).body()).isEqualTo(kept.body());
            assertThat(get(base + "evidence/nothing").statusCode()).isEqualTo(404);
        }
    }

    @Test
    public void aCaptureThatMayHoldSecretsStaysSealed() throws Exception {
        try (var rig = new FakeRig("bench-1", lab.rig("bench-1"))) {
            rig.send(realSlot());
            // nobody holds the slot: the controller knows the rig now
            rig.await(LinkResponse::hasRelease);
            var campaign = lab.submit("bench-1", "a");
            var order = rig.order();
            rig.accept(order);
            var raw = ByteString.copyFromUtf8("password is hunter22");
            var digest = lab.upload("bench-1", raw);
            rig.record(
                    FakeRig.recordOf(order, 1)
                            .setEvidence(
                                    EvidenceRef.newBuilder()
                                            .setDigest(digest)
                                            .setName("console.raw")
                                            .setMediaType("application/octet-stream")
                                            .setSizeBytes(raw.size())));
            rig.ended(order, 2, true);
            lab.awaitEnd(campaign);
            var base = "/campaigns/" + campaign + "/evidence/";
            var refused = get(base + digest);
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.body()).contains("stays sealed").doesNotContain("hunter22");
            assertThat(get(base).body()).contains("console.raw", digest, "sealed");
        }
    }

    private static LinkRequest realSlot() {
        return LinkRequest.newBuilder()
                .setHello(
                        Hello.newBuilder()
                                .setRigId("bench-1")
                                .setAgentVersion("test")
                                .addSlots(FakeRig.slot("a").clearKinds().addKinds("relay")))
                .build();
    }

    @Test
    public void saysThatThereIsNoSuchCampaign() throws Exception {
        for (var path :
                new String[] {
                    "/campaigns/none",
                    "/campaigns/none/report.html",
                    "/campaigns/none/events",
                    "/runs/none",
                    "/runs/none/events",
                    "/campaigns/%3Cb%3E",
                    "/runs/..%2f..%2fetc%2fpasswd",
                }) {
            assertThat(get(path).statusCode()).as(path).isIn(404, 400);
            assertThat(get(path).headers().firstValue("Content-Type").orElse(""))
                    .as(path)
                    .doesNotContain("html");
        }
    }
}
