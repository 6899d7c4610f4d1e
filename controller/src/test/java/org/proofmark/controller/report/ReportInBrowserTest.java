package org.proofmark.controller.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.proofmark.controller.testing.Browser;
import org.proofmark.controller.testing.Scratch;
import org.proofmark.domain.verdict.Outcome;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/// report.html in a real browser, as a file, without scripts but for those that look at it.
public class ReportInBrowserTest {
    private static final int WIDE = 1280;
    private static final int HIGH = 800;
    private static final int NARROW = 390;

    /// Texts that stand below the first screen, or beyond its right edge.
    private static final String VISIBLE_TEXT =
            """
            () => {
              const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              const seen = [];
              while (walk.nextNode()) {
                const range = document.createRange();
                range.selectNodeContents(walk.currentNode);
                const box = range.getBoundingClientRect();
                if (box.width > 0 && box.bottom <= innerHeight && box.left >= 0
                    && box.right <= innerWidth) {
                  seen.push(walk.currentNode.textContent);
                }
              }
              return seen.join(' ').replace(/\\s+/g, ' ');
            }
            """;

    /// Elements that stick out to the right.
    private static final String STICK_OUT =
            """
            () => [...document.querySelectorAll('body *')]
              .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
              .map(e => e.tagName + ' ' + e.textContent.slice(0, 60))
            """;

    private final Scratch scratch = new Scratch();
    private Browser browser;

    @BeforeClass
    void open() {
        browser = Browser.open();
    }

    @AfterClass(alwaysRun = true)
    void close() {
        if (browser != null) {
            browser.close();
        }
        scratch.close();
    }

    private String url(ReportContent content) {
        try {
            var file = Files.createTempFile(scratch.path(), "report", ".html");
            Files.write(file, new ReportWriter().write(content).html());
            return file.toUri().toString();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Page show(ReportContent content, int width, ColorScheme scheme) {
        var page = browser.page(width, HIGH, scheme);
        page.navigate(url(content));
        return page;
    }

    @DataProvider
    Object[][] looks() {
        return new Object[][] {
            {WIDE, ColorScheme.LIGHT}, {WIDE, ColorScheme.DARK},
            {NARROW, ColorScheme.LIGHT}, {NARROW, ColorScheme.DARK},
        };
    }

    @Test(dataProvider = "looks")
    public void axeFindsNothingSeriousWithEverythingUnfolded(int width, ColorScheme scheme) {
        var page = show(Samples.everything(), width, scheme);
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)");
        assertThat(Browser.axe(page)).isEmpty();
        page.context().close();
    }

    @Test(dataProvider = "looks")
    public void nothingSticksOut(int width, ColorScheme scheme) {
        var page = show(Samples.everything(), width, scheme);
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)");
        assertThat((List<?>) page.evaluate(STICK_OUT)).isEmpty();
        page.context().close();
    }

    @DataProvider
    Object[][] outcomes() {
        return new Object[][] {{Outcome.FAIL}, {Outcome.INCONCLUSIVE}, {Outcome.PASS}};
    }

    @Test(dataProvider = "outcomes")
    public void theFirstScreenSaysWhichProductWhichVerdictAndWhy(Outcome outcome) {
        var page = show(Samples.one(outcome), WIDE, ColorScheme.LIGHT);
        assertThat((String) page.evaluate(VISIBLE_TEXT))
                .contains("Oakside OS-220")
                .contains(outcome.name())
                .contains(
                        switch (outcome) {
                            case FAIL ->
                                    "After a factory reset the device has a password that is not";
                            case INCONCLUSIVE -> "The rig could not switch the device's power.";
                            case PASS -> "No breach was found at preset ‘quick’.";
                        });
        page.context().close();
    }

    @Test
    public void theFirstScreenOfSeveralProductsNamesTheBadOneAndWhy() {
        var page = show(Samples.everything(), WIDE, ColorScheme.DARK);
        assertThat((String) page.evaluate(VISIBLE_TEXT))
                .contains(
                        "1 of 3 products does not meet the requirements",
                        "Oakside OS-220",
                        "FAIL",
                        "After a factory reset the device has a password that is not its own");
        page.context().close();
    }

    @Test
    public void itAsksForNothingAndRunsNothing() {
        var before = browser.refused().size();
        var page = browser.page(WIDE, HIGH, ColorScheme.LIGHT);
        var asked = new java.util.ArrayList<String>();
        page.onRequest(r -> asked.add(r.url()));
        var url = url(Samples.everything());
        page.navigate(url);
        assertThat(asked).containsExactly(url);
        assertThat(browser.refused()).hasSize(before);
        assertThat(page.title()).startsWith("Proofmark report: ");
        page.context().close();
    }

    @Test
    public void itNeedsNoScripts() {
        var page = browser.pageWithoutScripts(WIDE, HIGH, ColorScheme.LIGHT);
        page.navigate(url(Samples.everything()));
        var folded = page.locator("#lab-1 details").first();
        assertThat(folded.locator("table").isVisible()).isFalse();
        folded.locator("summary").click();
        assertThat(folded.locator("table").isVisible()).isTrue();
        page.locator("nav a[href='#limits']").click();
        assertThat(page.url()).endsWith("#limits");
        page.context().close();
    }

    @Test
    public void inPrintEverythingIsUnfoldedAndBlackOnWhite() {
        var page = show(Samples.everything(), WIDE, ColorScheme.DARK);
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        var folded = page.locator("details:not([open]) table");
        assertThat(folded.count()).isPositive();
        for (var table : folded.all()) {
            assertThat(table.boundingBox().height).isPositive();
        }
        assertThat(page.locator("nav").isVisible()).isFalse();
        assertThat(page.evaluate("getComputedStyle(document.body).color"))
                .isEqualTo("rgb(0, 0, 0)");
        assertThat(page.evaluate("getComputedStyle(document.body).backgroundColor"))
                .isEqualTo("rgb(255, 255, 255)");
        page.context().close();
    }

    @Test
    public void itPrintsOnPages() {
        var page = show(Samples.everything(), WIDE, ColorScheme.LIGHT);
        var pdf = page.pdf(new Page.PdfOptions().setPreferCSSPageSize(true));
        var text = new String(pdf, java.nio.charset.StandardCharsets.ISO_8859_1);
        assertThat(text).startsWith("%PDF-");
        // A4 in points, as Chromium rounds it
        assertThat(text).containsPattern("/MediaBox ?\\[0 0 59[45](\\.\\d+)? 84[12](\\.\\d+)?\\]");
        assertThat(text.split("/Type ?/Page\\b(?!s)").length - 1).isGreaterThan(2);
        page.context().close();
    }

    @Test(dataProvider = "outcomes")
    public void aVerdictIsAWordAndASignBesideItsColour(Outcome outcome) {
        var page = show(Samples.one(outcome), WIDE, ColorScheme.LIGHT);
        var badge = page.locator(".card h3 .badge").first();
        assertThat(badge.innerText()).isEqualTo(outcome.name());
        var sign =
                (String)
                        badge.evaluate(
                                "e => getComputedStyle(e, '::before').content.toLowerCase()");
        assertThat(sign)
                .startsWith(
                        switch (outcome) {
                            case FAIL -> "\"✗\"";
                            case INCONCLUSIVE -> "\"?\"";
                            case PASS -> "\"✓\"";
                        });
        assertThat(badge.getAttribute("class")).contains(outcome.name().toLowerCase(Locale.ROOT));
        page.context().close();
    }

    /// For people who work on the looks: what was rendered lies in target/.
    @AfterClass(alwaysRun = true)
    void keepSamples() throws IOException {
        var folder = Files.createDirectories(Path.of("target", "report-samples"));
        Files.write(
                folder.resolve("everything.html"),
                new ReportWriter().write(Samples.everything()).html());
    }
}
