package org.proofmark.controller.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.options.ColorScheme;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

public class BrowserTest {
    private Browser browser;
    private HttpServer server;

    @BeforeClass
    void open() throws IOException {
        browser = Browser.open();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    var body =
                            ("<!doctype html><html lang=en><title>t</title><main><h1>h</h1>"
                                            + "<p style='color:#aaa;background:#fff'>Faint</p>"
                                            + "<img src=x></main>")
                                    .getBytes(UTF_8);
                    exchange.getResponseHeaders().add("Content-Type", "text/html");
                    exchange.getResponseHeaders()
                            .add("Content-Security-Policy", "default-src 'self' 'unsafe-inline'");
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
    }

    @AfterClass(alwaysRun = true)
    void close() {
        if (browser != null) {
            browser.close();
        }
        if (server != null) {
            server.stop(0);
        }
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    @Test
    public void axeFindsFaintTextAndAPictureWithoutWordsUnderAContentPolicyToo() {
        var page = browser.page(800, 600, ColorScheme.LIGHT);
        page.navigate(url());
        assertThat(Browser.axe(page))
                .anySatisfy(v -> assertThat(v).contains("serious color-contrast at p"))
                .anySatisfy(v -> assertThat(v).contains("critical image-alt"));
        page.context().close();
    }

    @Test
    public void axeFindsNothingWhereNothingIsWrong() {
        var page = browser.page(800, 600, ColorScheme.DARK);
        page.setContent(
                "<!doctype html><html lang=en><title>t</title><main><h1>Head</h1>"
                        + "<p>Text</p></main>");
        assertThat(Browser.axe(page)).isEmpty();
        page.context().close();
    }

    @Test
    public void whatIsNotOfThisMachineIsRefusedAndKept() {
        var page = browser.page(800, 600, ColorScheme.LIGHT);
        page.setContent(
                "<img src='https://example.org/a.png'><img src='http://192.0.2.1/b.png'>"
                        + "<script>new WebSocket('ws://192.0.2.1/c')</script>");
        page.waitForCondition(() -> browser.refused().size() >= 3);
        assertThat(browser.refused())
                .contains(
                        "https://example.org/a.png", "http://192.0.2.1/b.png", "ws://192.0.2.1/c");
        page.context().close();
    }

    @Test
    public void onlyLoopbackAndWhatNeedsNoNetworkIsLocal() {
        assertThat(Browser.local("http://127.0.0.1:8080/x")).isTrue();
        assertThat(Browser.local("http://localhost/x")).isTrue();
        assertThat(Browser.local("http://[::1]:9/x")).isTrue();
        assertThat(Browser.local("file:///etc/hosts")).isTrue();
        assertThat(Browser.local("data:text/html,x")).isTrue();
        assertThat(Browser.local("http://127.0.0.1.example.org/")).isFalse();
        assertThat(Browser.local("http://127.0.0.1@example.org/")).isFalse();
        assertThat(Browser.local("https://example.org/?localhost")).isFalse();
        assertThat(Browser.local("http://a b/")).isFalse();
        assertThat(Browser.local("")).isFalse();
    }

    @Test
    public void aMissingChromiumSaysWhatToInstall() {
        assertThatThrownBy(() -> Browser.open("/nonexistent"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("apt install chromium");
    }
}
