package org.proofmark.controller.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.proofmark.controller.Controller;
import org.proofmark.controller.ControllerOptions;
import org.proofmark.controller.testing.Scratch;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;
import tools.jackson.databind.json.JsonMapper;

public class ServedPagesTest {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private Scratch scratch;

    @BeforeMethod
    void prepare() {
        scratch = new Scratch();
    }

    @AfterMethod(alwaysRun = true)
    void cleanUp() {
        scratch.close();
    }

    private Path state() {
        return scratch.path().resolve("state");
    }

    private Controller start() throws Exception {
        return Controller.start(
                ControllerOptions.in(state()).withWeb(new InetSocketAddress(LOOPBACK, 0)));
    }

    private static HttpResponse<String> get(Controller controller, String path) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var uri = URI.create("http://" + controller.web().orElseThrow() + path);
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        }
    }

    @Test
    public void aControllerServesItsPages() throws Exception {
        try (var controller = start()) {
            assertThat(get(controller, "/").body())
                    .contains("<title>Lab · Proofmark</title>", "No rig is enrolled yet");
            assertThat(JsonMapper.shared().readTree(get(controller, "/health").body()))
                    .isEqualTo(
                            JsonMapper.shared()
                                    .readTree(
                                            "{\"alive\":true,\"ready\":true,\"version\":\""
                                                    + Controller.VERSION
                                                    + "\"}"));
            assertThat(get(controller, "/health/alive").statusCode()).isEqualTo(200);
            assertThat(Files.readString(state().resolve("endpoints.json")))
                    .contains("\"web\":\"" + controller.web().orElseThrow() + "\"");
        }
    }

    @Test
    public void withoutAnAddressNoPagesAreServed() throws Exception {
        try (var controller = Controller.start(ControllerOptions.in(state()))) {
            assertThat(controller.web()).isEmpty();
            assertThat(Files.readString(state().resolve("endpoints.json"))).doesNotContain("web");
        }
    }

    @Test
    public void thePagesKeepTheirAddressOverARestart() throws Exception {
        String first;
        try (var controller = start()) {
            first = controller.web().orElseThrow();
        }
        try (var controller = start()) {
            assertThat(controller.web()).hasValue(first);
        }
    }

    @Test
    public void aPortThatIsTakenMeanwhileDoesNotKeepTheControllerFromStarting() throws Exception {
        String first;
        try (var controller = start()) {
            first = controller.web().orElseThrow();
        }
        var port = Integer.parseInt(first.substring(first.indexOf(':') + 1));
        try (var squatter = new ServerSocket(port, 1, LOOPBACK);
                var controller = start()) {
            assertThat(squatter.isBound()).isTrue();
            assertThat(controller.web()).isPresent().get().isNotEqualTo(first);
            assertThat(get(controller, "/health").statusCode()).isEqualTo(200);
        }
    }

    @Test
    public void healthSaysWhenTheControllerCannotWork() throws Exception {
        var health =
                new Health(
                        "1",
                        () -> {
                            throw new IllegalStateException("no disk");
                        });
        try (var server =
                WebServer.start(
                        new InetSocketAddress(LOOPBACK, 0),
                        java.util.Optional.empty(),
                        health.routes())) {
            try (var client = HttpClient.newHttpClient()) {
                var asked =
                        HttpRequest.newBuilder(URI.create("http://" + server.address() + "/health"))
                                .build();
                var response = client.send(asked, BodyHandlers.ofString());
                assertThat(response.statusCode()).isEqualTo(503);
                assertThat(response.body())
                        .isEqualTo("{\"alive\":true,\"ready\":false,\"version\":\"1\"}");
            }
        }
    }
}
