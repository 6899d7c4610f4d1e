package org.proofmark.controller.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.proofmark.controller.testing.Browser;
import org.proofmark.controller.testing.Scratch;
import org.proofmark.credential.analysis.Claim;
import org.proofmark.credential.analysis.DerivationAnalyser;
import org.proofmark.credential.analysis.PopulationPicture;
import org.proofmark.credential.finding.FindingClass;
import org.proofmark.credential.population.PopulationUnit;
import org.proofmark.credential.population.Study;
import org.testng.annotations.Test;

public class PopulationPageTest {
    /// Passwords of units whose MAC gives them away, some of them twice.
    private static List<PopulationUnit> fromMac() {
        var units = new ArrayList<PopulationUnit>();
        for (int i = 0; i < 40; i++) {
            var mac = String.format(Locale.ROOT, "5c0272%06x", 0x9a1b00 + 4099 * (i / 2 * 2));
            units.add(
                    new PopulationUnit(
                            "unit-" + i,
                            Map.of("mac", mac, "serial", "SN" + (7000 + i), "batch", "B1"),
                            "Acme-" + mac.substring(4)));
        }
        return units;
    }

    private static List<PopulationUnit> honest(int count) {
        var random = new SplittableRandom(11);
        var units = new ArrayList<PopulationUnit>();
        for (int i = 0; i < count; i++) {
            units.add(
                    new PopulationUnit(
                            "unit-" + i,
                            Map.of("serial", "SN" + (7000 + i)),
                            String.format(Locale.ROOT, "%016x", random.nextLong())));
        }
        return units;
    }

    private static PopulationPage.Content content(List<PopulationUnit> units) {
        var study = new Study(units, List.of());
        return new PopulationPage.Content(
                "batch <1>.csv",
                new DerivationAnalyser().analyse(study, new Claim.NoRuleBroken()),
                PopulationPicture.of(study),
                units.size() + 1,
                1,
                0,
                List.of(new PopulationPage.Problem(17, "has 2 values; the header has <3>")));
    }

    private static Document html(List<PopulationUnit> units) {
        return Jsoup.parse(new String(PopulationPage.bytes(content(units)), UTF_8));
    }

    @Test
    public void itSaysWhatCameOutWhyAndWhatToChange() {
        var page = html(fromMac());
        assertThat(page.select("h1").text()).contains("break a rule").contains("FAIL");
        assertThat(page.select("#results .fail")).isNotEmpty();
        var found = page.select("#findings").text();
        assertThat(found)
                .contains("Several units have the same password")
                .contains("Passwords come from an identifier")
                .contains("What to change: draw each password from a random source")
                .contains("Units explained")
                .contains("Such as unit unit-");
        assertThat(page.select("#rows td").eachText())
                .containsExactly("17", "has 2 values; the header has <3>");
        assertThat(page.select("svg")).hasSize(3);
        assertThat(page.select("svg[aria-label]")).hasSize(3);
    }

    @Test
    public void noPasswordIsShown() {
        var page = page(fromMac());
        for (PopulationUnit unit : fromMac()) {
            assertThat(page).doesNotContainIgnoringCase(unit.password());
        }
    }

    private static String page(List<PopulationUnit> units) {
        return new String(PopulationPage.bytes(content(units)), UTF_8);
    }

    @Test
    public void anHonestListHasNoFindings() {
        var page = html(honest(60));
        assertThat(page.select("#findings")).isEmpty();
        assertThat(page.select("#effort").text()).contains("60 units").contains("95 %");
        assertThat(page.select("script, link, img, iframe")).isEmpty();
    }

    @Test
    public void listsWithoutPositionsHaveFewerPictures() {
        var mixed = new ArrayList<>(honest(20));
        mixed.add(new PopulationUnit("long", Map.of(), "a-much-longer-password"));
        assertThat(html(mixed).select("svg")).hasSize(1);
        assertThat(html(mixed).select("#plots").text()).contains("several lengths");
        assertThat(html(List.of()).select("svg")).hasSize(1);
        assertThat(html(honest(2)).select("svg")).hasSize(2);
    }

    @Test
    public void expectedSharingFollowsTheBirthdayFormula() {
        // 1000 units among 10^6 values: 1000 * (1 - (1 - 10^-6)^999) = 0.9985.
        assertThat(Math.pow(10, PopulationPlots.expected(3, 6))).isCloseTo(0.9985, within(1e-4));
        // Far more units than values: everybody shares.
        assertThat(PopulationPlots.expected(9, 6)).isCloseTo(9, within(1e-9));
        assertThat(PopulationPlots.expected(0, 6)).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    public void everyKindOfFindingHasItsWords() {
        for (FindingClass kind : FindingClass.values()) {
            assertThat(Remedies.title(kind)).isNotBlank();
            assertThat(Remedies.remedy(kind)).endsWith(".");
        }
    }

    private static final Object[][] LOOKS = {
        {1280, ColorScheme.LIGHT}, {1280, ColorScheme.DARK},
        {390, ColorScheme.LIGHT}, {390, ColorScheme.DARK},
    };

    /// One browser for all looks: it takes seconds to start.
    @Test
    public void aBrowserShowsItToEverybody() throws IOException {
        try (var scratch = new Scratch();
                var browser = Browser.open()) {
            var file = Files.createTempFile(scratch.path(), "list", ".html");
            Files.write(file, PopulationPage.bytes(content(fromMac())));
            for (Object[] look : LOOKS) {
                var page = browser.page((int) look[0], 900, (ColorScheme) look[1]);
                page.navigate(file.toUri().toString());
                assertThat(Browser.axe(page)).as("%s %s", look).isEmpty();
                assertThat(
                                (Boolean)
                                        page.evaluate(
                                                "document.documentElement.scrollWidth <= innerWidth"))
                        .as("%s %s: nothing sticks out", look)
                        .isTrue();
                assertThat(
                                (Double)
                                        page.evaluate(
                                                "Math.min(...[...document.querySelectorAll('svg')]"
                                                        + ".map(s => s.getBoundingClientRect().height / 1.0)) + 0.5"))
                        .as("%s %s: plots have a size", look)
                        .isGreaterThan(80);
                page.context().close();
            }
            var print = browser.page(1280, 900, ColorScheme.LIGHT);
            print.navigate(file.toUri().toString());
            print.emulateMedia(
                    new com.microsoft.playwright.Page.EmulateMediaOptions().setMedia(Media.PRINT));
            assertThat(print.locator("nav").isVisible()).isFalse();
            assertThat(print.locator("svg").first().isVisible()).isTrue();
            print.context().close();
            assertThat(browser.refused()).isEmpty();
        }
    }
}
