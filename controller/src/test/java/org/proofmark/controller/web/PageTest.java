package org.proofmark.controller.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.regex.Pattern;
import org.proofmark.controller.testing.Browser;
import org.proofmark.controller.testing.FakeRig;
import org.proofmark.controller.testing.Lab;
import org.proofmark.proto.rig.v1.Heartbeat;
import org.proofmark.proto.rig.v1.LinkRequest;
import org.proofmark.proto.rig.v1.RunOrder;
import org.testng.annotations.AfterClass;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/// The pages in a real Chromium, with a rig that does what the test says.
public class PageTest {
    private static final double PATIENCE_MILLIS = 60_000;
    private static final String HOSTILE =
            "<img src=x onerror=\"document.title='broken'\"><script>document.title='broken'</script>";

    private Browser browser;
    private Lab lab;
    private Page page;

    @BeforeClass
    void openBrowser() {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        browser = Browser.open();
    }

    @AfterClass(alwaysRun = true)
    void closeBrowser() {
        browser.close();
    }

    @BeforeMethod
    void openLab() throws Exception {
        lab = new Lab(o -> o.withWeb(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0)));
        page = browser.page(1280, 900, ColorScheme.LIGHT);
    }

    @AfterMethod(alwaysRun = true)
    void closeLab() {
        page.context().close();
        lab.close();
    }

    private void open(String path) {
        page.navigate("http://" + lab.controller().web().orElseThrow() + path);
        assertThat(page.locator("#connection")).hasText("live");
    }

    private FakeRig rig(String... slots) throws Exception {
        var rig = FakeRig.connect("bench-1", lab.rig("bench-1"), slots);
        for (var slot : slots) {
            // nobody holds them: the controller knows the rig and its slots now
            rig.await(m -> m.hasRelease() && m.getRelease().getSlot().equals(slot));
        }
        return rig;
    }

    private Locator slot(String name) {
        return page.locator("#rigs tr", new Page.LocatorOptions().setHasText(name));
    }

    @Test
    public void aRunIsSeenAsItHappensFromTheQueueToItsVerdict() throws Exception {
        open("/");
        assertThat(page.locator("#rigs")).containsText("No rig is enrolled yet");
        try (var rig = rig("a")) {
            assertThat(slot("u-a").locator(".badge")).hasText("free");

            var first = lab.submit("bench-1", "a");
            var order = rig.order();
            rig.accept(order);
            assertThat(slot("u-a").locator(".badge")).hasText("busy");
            assertThat(page.locator("#active")).containsText(first);

            var second = lab.submit("bench-1", "a");
            assertThat(page.locator("#waits"))
                    .containsText("Slot bench-1/a is held by campaign " + first + ". slot-busy");
            assertThat(page.locator("#waits a")).hasText(second);

            rig.progress(order, 1, "press the button for 5 s");
            assertThat(slot("u-a")).containsText("press the button for 5 s");
            rig.ended(order, 2, true);
            rig.heartbeat(0);
            assertThat(page.locator("#recent")).containsText(first);
            assertThat(page.locator("#recent")).containsText("quick");
            assertThat(page.locator("#recent li").first()).containsText("Passwords");
            page.locator("#recent a", new Page.LocatorOptions().setHasText("report")).click();
            assertThat(page).hasURL(Pattern.compile("/report\\.html$"));
            assertThat(page.locator("body")).containsText("P-1");
        }
    }

    @Test
    public void aRunsPageShowsEachStepWithoutBeingLoadedAgain() throws Exception {
        try (var rig = rig("a")) {
            var campaign = lab.submit("bench-1", "a");
            var order = rig.order();
            open("/campaigns/" + campaign);
            assertThat(page.locator("#runs .badge")).hasText("ordered");
            rig.accept(order);
            assertThat(page.locator("#runs .badge")).hasText("running");
            page.locator("#runs a").click();
            assertThat(page.locator("#connection")).hasText("live");
            page.evaluate("window.loadedOnce = true");

            rig.progress(order, 1, "power on");
            assertThat(page.locator("#steps .line")).hasCount(1);
            rig.progress(order, 2, "wait for the prompt");
            rig.fault(order, 3, "console-lost");
            assertThat(page.locator("#steps .text"))
                    .hasText(
                            new String[] {
                                "power on", "wait for the prompt", "fault console-lost: what"
                            });
            rig.ended(order, 4, false);
            var again = rig.order();
            rig.accept(again);
            rig.progress(again, 1, "power on again");
            assertThat(page.locator("#steps .text")).hasCount(5);
            assertThat(page.locator("#steps .text").last()).hasText("power on again");
            assertThat(page.locator("#head")).containsText("Attempt2");
            assertThat((Boolean) page.evaluate("window.loadedOnce === true")).isTrue();
        }
    }

    @Test
    public void theConsoleIsSeenAsItTalksAndASecretIsHiddenOnceItIsKnown() throws Exception {
        try (var rig = rig("a")) {
            lab.submit("bench-1", "a");
            var order = rig.order();
            rig.accept(order);
            open("/runs/" + order.getRunId());
            rig.console(order, 0, "U-Boot 2026.01", HOSTILE);
            assertThat(page.locator("#console .line"))
                    .hasText(new String[] {"U-Boot 2026.01", HOSTILE});
            rig.console(order, 3, "use Gr33n-apple to get in");
            assertThat(page.locator("#console .line")).hasCount(4);
            assertThat(page.locator("#console .told")).containsText("3 lines are not shown here");
            assertThat(page.locator("#console")).containsText("Gr33n-apple");

            var welcome = rig.await(m -> m.hasWelcome()).getWelcome();
            rig.credential(
                    order,
                    1,
                    "s1",
                    org.proofmark.seal.SealedBox.seal(
                            Lab.sealingKey(welcome),
                            "Gr33n-apple".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            assertThat(page.locator("#console")).containsText("use [masked] to get in");
            assertThat(page.locator("#console")).not().containsText("Gr33n-apple");
            rig.console(order, 0, "again Gr33n-apple");
            assertThat(page.locator("#console .line").last()).hasText("again [masked]");
            assertThat(page.locator("#console img, #console script").count()).isZero();
        }
    }

    @Test
    public void anotherRigsConsoleLinesAreNotTaken() throws Exception {
        try (var rig = rig("a");
                var liar = FakeRig.connect("liar", lab.rig("liar"), "x")) {
            lab.submit("bench-1", "a");
            var order = rig.order();
            rig.accept(order);
            open("/runs/" + order.getRunId());
            liar.console(order, 0, "lies");
            // answered after the lines: they were looked at by then
            liar.send(LinkRequest.newBuilder().setHeartbeat(Heartbeat.newBuilder()).build());
            rig.console(order, 0, "truth");
            assertThat(page.locator("#console .line")).hasText(new String[] {"truth"});
        }
    }

    @Test
    public void whatADeviceSaysIsTextAndNothingElse() throws Exception {
        try (var rig = rig("a")) {
            var campaign = lab.submit("bench-1", "a");
            var order = rig.order();
            open("/runs/" + order.getRunId());
            rig.accept(order);
            rig.progress(order, 1, HOSTILE);
            assertThat(page.locator("#steps .text")).hasText(HOSTILE);
            open("/");
            assertThat(slot("u-a")).containsText(HOSTILE);
            open("/campaigns/" + campaign);
            assertThat(page.locator("#runs")).containsText(HOSTILE);
            assertThat(page.title()).doesNotContain("broken");
            assertThat(page.locator("main img, main script").count()).isZero();
        }
    }

    @Test
    public void thePageSaysThatTheControllerIsGoneAndGoesOnWhenItIsBack() throws Exception {
        var rig = rig("a");
        open("/");
        assertThat(slot("u-a").locator(".badge")).hasText("free");
        rig.close();
        lab.stopController();
        assertThat(page.locator("#connection")).hasText("away");
        assertThat(page.locator("#lost")).isVisible();
        lab.startAgain();
        assertThat(page.locator("#connection")).hasText("live");
        assertThat(page.locator("#lost")).isHidden();
        // shown by the new controller: nobody has heard of the rig since it started
        assertThat(page.locator("#rigs .badge").first()).hasText("lost");
        try (var back = rig("a", "b")) {
            assertThat(slot("u-b").locator(".badge")).hasText("free");
            back.heartbeat(0);
        }
    }

    @Test
    public void aSlotInQuarantineSaysWhy() throws Exception {
        try (var rig = rig("a")) {
            open("/");
            rig.send(
                    LinkRequest.newBuilder()
                            .setHeartbeat(
                                    Heartbeat.newBuilder()
                                            .addSlots(
                                                    FakeRig.slot("a")
                                                            .setOutOfService(
                                                                    "quarantine: power-not-cut: it"
                                                                            + " still talks")))
                            .build());
            assertThat(slot("u-a").locator(".badge")).hasText("quarantine");
            assertThat(slot("u-a")).containsText("power-not-cut: it still talks");
        }
    }

    @DataProvider
    Object[][] looks() {
        return new Object[][] {{ColorScheme.LIGHT, 1280}, {ColorScheme.DARK, 390}};
    }

    @Test(dataProvider = "looks")
    public void everyPageCanBeReadByEverybody(ColorScheme scheme, int width) throws Exception {
        page.context().close();
        page = browser.page(width, 844, scheme);
        try (var rig = rig("a", "b")) {
            var ended = end(rig);
            var waiting = lab.submit("bench-1", "a", "b");
            var order = rig.order();
            rig.accept(order);
            rig.progress(order, 1, "a step");
            lab.submit("bench-1", "b");
            for (var path :
                    List.of(
                            "/",
                            "/campaigns/" + ended,
                            "/campaigns/" + waiting,
                            "/runs/" + order.getRunId())) {
                open(path);
                assertThat(page.locator(".badge.busy, .badge.good").first()).isVisible();
                assertThat(Browser.axe(page)).as(path).isEmpty();
                assertThat(
                                (Boolean)
                                        page.evaluate(
                                                "document.documentElement.scrollWidth <="
                                                        + " document.documentElement.clientWidth"))
                        .as("%s fits %s px", path, width)
                        .isTrue();
            }
            page.navigate(
                    "http://"
                            + lab.controller().web().orElseThrow()
                            + "/campaigns/"
                            + ended
                            + "/evidence/");
            assertThat(page.locator("td a").first()).containsText("observations.jsonl");
            assertThat(Browser.axe(page)).isEmpty();
        }
        assertThat(browser.refused()).isEmpty();
    }

    private String end(FakeRig rig) throws Exception {
        var campaign = lab.submit("bench-1", "a");
        RunOrder order = rig.order();
        rig.accept(order);
        rig.progress(order, 1, "power on");
        rig.ended(order, 2, true);
        lab.awaitEnd(campaign);
        return campaign;
    }
}
