package org.proofmark.controller.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A real Chromium without a window, driven by Playwright. It asks nobody but this machine: every
/// other request is refused and kept for [#refused]. Not thread-safe: the thread that opened it is
/// the only one that may use it and its pages (TestNG's `@BeforeClass`, tests and `@AfterClass` of
/// one class are one thread).
public final class Browser implements AutoCloseable {
    /// Names by which distributions know it, in order of preference.
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final Set<String> LOCAL_SCHEMES = Set.of("file", "data", "about", "blob");

    /// Generous: CI is two busy cores.
    private static final double PATIENCE_MILLIS = 120_000;

    private static final String AXE = resource("/axe.min.js");

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;
    private final List<String> refused = new CopyOnWriteArrayList<>();

    private Browser(Playwright playwright, com.microsoft.playwright.Browser chromium) {
        this.playwright = playwright;
        this.chromium = chromium;
    }

    /// Starts Chromium.
    ///
    /// @throws IllegalStateException where there is none on the PATH; says what to install
    public static Browser open() {
        return open(System.getenv().getOrDefault("PATH", ""));
    }

    static Browser open(String path) {
        var executable = find(path);
        // Only the driver is Playwright's own; it must not fetch browsers.
        var playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        try {
            return new Browser(playwright, playwright.chromium().launch(options(executable)));
        } catch (RuntimeException e) {
            playwright.close();
            throw e;
        }
    }

    private static BrowserType.LaunchOptions options(Path executable) {
        return new BrowserType.LaunchOptions()
                .setExecutablePath(executable)
                .setHeadless(true)
                .setTimeout(PATIENCE_MILLIS)
                .setArgs(
                        List.of(
                                // Its sandbox refuses root and most containers, where CI runs.
                                "--no-sandbox",
                                "--disable-gpu",
                                // /dev/shm is 64 MiB in many containers.
                                "--disable-dev-shm-usage",
                                "--disable-quic",
                                "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 ,"
                                        + " EXCLUDE localhost , EXCLUDE [::1]"));
    }

    private static Path find(String path) {
        return Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException(
                                "This test needs Chromium and finds none of "
                                        + NAMES
                                        + " on the PATH: install it (Debian, Ubuntu: `apt"
                                        + " install chromium`; Fedora: `dnf install"
                                        + " chromium`; macOS: put a link named `chromium`"
                                        + " to the browser on the PATH)"));
    }

    /// An empty page of a size in CSS pixels, with no memory of other pages.
    public Page page(int width, int height, ColorScheme scheme) {
        return page(width, height, scheme, true);
    }

    /// A page in a browser that runs no scripts.
    public Page pageWithoutScripts(int width, int height, ColorScheme scheme) {
        return page(width, height, scheme, false);
    }

    private Page page(int width, int height, ColorScheme scheme, boolean scripts) {
        var context =
                chromium.newContext(
                        new com.microsoft.playwright.Browser.NewContextOptions()
                                .setViewportSize(width, height)
                                .setColorScheme(scheme)
                                .setLocale("en-GB")
                                .setTimezoneId("UTC")
                                .setJavaScriptEnabled(scripts));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        context.setDefaultNavigationTimeout(PATIENCE_MILLIS);
        guard(context);
        return context.newPage();
    }

    private void guard(BrowserContext context) {
        context.route("**/*", this::letThrough);
        context.routeWebSocket(
                url -> !local(url),
                socket -> {
                    refused.add(socket.url());
                    socket.close();
                });
    }

    private void letThrough(Route route) {
        var url = route.request().url();
        if (local(url)) {
            route.resume();
        } else {
            refused.add(url);
            route.abort("blockedbyclient");
        }
    }

    /// Not looked at as a URI: what a page asks for need not be one.
    static boolean local(String url) {
        var scheme = url.substring(0, Math.max(0, url.indexOf(':')));
        if (LOCAL_SCHEMES.contains(scheme)) {
            return true;
        }
        try {
            var host = URI.create(url).getHost();
            return host != null && LOOPBACK.contains(host);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /// URLs beyond this machine that pages asked for so far; they got nothing.
    public List<String> refused() {
        return List.copyOf(refused);
    }

    /// What axe-core objects to on a page as it now stands, as serious or critical: a line per
    /// element, with the rule, the element and what is wrong. Empty: nothing. Only what can be seen
    /// is looked at: what is folded away must be unfolded first. The page must run scripts.
    public static List<String> axe(Page page) {
        page.evaluate(AXE);
        var found =
                page.evaluate(
                        """
                        async () => {
                          const result = await axe.run(document, { resultTypes: ['violations'] });
                          return result.violations
                            .filter(v => v.impact === 'serious' || v.impact === 'critical')
                            .flatMap(v => v.nodes.map(n => v.impact + ' ' + v.id + ' at '
                              + n.target.join(' ') + ': ' + (n.failureSummary || v.help)
                                .replace(/\\s+/g, ' ')));
                        }
                        """);
        return ((List<?>) found).stream().map(String::valueOf).collect(Collectors.toList());
    }

    private static String resource(String name) {
        try (var in = Browser.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not on the class path");
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Ends Chromium and the driver.
    @Override
    public void close() {
        try {
            chromium.close();
        } finally {
            playwright.close();
        }
    }
}
