package org.proofmark.controller.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.proofmark.controller.report.Explanation.Kind;
import org.proofmark.domain.verdict.Outcome;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

public class HtmlReportTest {
    private static final Path CODES = Path.of("..", "docs", "reason-codes.md");
    private static final Pattern CODE = Pattern.compile("`([a-z]+(?:-[a-z]+)+)`");

    private static Document html(ReportContent content) {
        return Jsoup.parse(new String(new ReportWriter().write(content).html(), UTF_8));
    }

    /// What stands in backticks there and is no code.
    private static final List<String> NO_CODES = List.of("support-period");

    private static List<String> listed(String heading) throws IOException {
        var text = Files.readString(CODES);
        var codes = new TreeSet<String>();
        for (var part : text.split("\n## ")) {
            if (part.startsWith(heading)) {
                CODE.matcher(part).results().forEach(m -> codes.add(m.group(1)));
            }
        }
        codes.removeAll(NO_CODES);
        assertThat(codes).as(heading).isNotEmpty();
        return List.copyOf(codes);
    }

    @DataProvider
    Object[][] headings() {
        return new Object[][] {
            {"FAIL, `passwords`", Outcome.FAIL},
            {"FAIL, `reporting`", Outcome.FAIL},
            {"FAIL of a user's own suite", Outcome.FAIL},
            {"PASS", Outcome.PASS},
            {"INCONCLUSIVE", Outcome.INCONCLUSIVE},
        };
    }

    @Test(dataProvider = "headings")
    public void everyListedCodeHasAnExplanationAndARemedy(String heading, Outcome outcome)
            throws IOException {
        for (var code : listed(heading)) {
            assertThat(Explanations.codes()).contains(code);
            var explanation = Explanations.of(outcome, code);
            assertThat(explanation.plain()).as(code).endsWith(".").doesNotContain(code);
            if (outcome == Outcome.PASS) {
                assertThat(explanation.remedy()).as(code).isEmpty();
            } else {
                assertThat(explanation.remedy()).as(code).endsWith(".");
            }
            if (outcome == Outcome.INCONCLUSIVE) {
                assertThat(explanation.kind().cause()).as(code).isNotEmpty();
            }
        }
    }

    @Test
    public void everyListedFindingHasAnExplanationAndARemedy() throws IOException {
        for (var code : listed("Findings")) {
            assertThat(Explanations.codes()).contains(code);
            assertThat(Explanations.ofFinding(code).kind()).as(code).isEqualTo(Kind.FINDING);
            assertThat(Explanations.ofFinding(code).remedy()).as(code).endsWith(".");
        }
    }

    @Test
    public void aCodeOfAnotherOutcomeIsNeverExplainedAsABreach() {
        for (var code : Explanations.codes()) {
            assertThat(Explanations.of(Outcome.INCONCLUSIVE, code).kind())
                    .as(code)
                    .isNotIn(Kind.BREACH, Kind.CLEAR);
            assertThat(Explanations.of(Outcome.FAIL, code).kind()).as(code).isEqualTo(Kind.BREACH);
            assertThat(Explanations.of(Outcome.PASS, code).kind()).as(code).isEqualTo(Kind.CLEAR);
        }
        assertThat(Explanations.of(Outcome.INCONCLUSIVE, "not-in-english").kind())
                .isEqualTo(Kind.INPUT);
        assertThat(Explanations.of(Outcome.INCONCLUSIVE, "relay-melted").kind())
                .isEqualTo(Kind.RIG);
    }

    @Test
    public void whatDevicesSayIsTextAndNothingElse() {
        var bytes = new String(new ReportWriter().write(Samples.everything()).html(), UTF_8);
        assertThat(bytes)
                .doesNotContain("<script", "<img", "\u001b", "\u202e")
                .contains("&lt;script&gt;");
        var document = Jsoup.parse(bytes);
        assertThat(
                        document.select(
                                "script, img, iframe, object, embed, link, form, [src], [style]"))
                .isEmpty();
        assertThat(document.getAllElements())
                .allSatisfy(e ->
                        assertThat(e.attributes()).noneMatch(a -> a.getKey().startsWith("on")));
        assertThat(document.select("pre").text())
                .contains("<script>document.title='owned'</script>");
    }

    @Test
    public void linksLeadWithinThePageOrIntoTheEvidenceFolder() {
        var document = html(Samples.everything());
        assertThat(document.select("a[href]")).isNotEmpty();
        for (Element link : document.select("a[href]")) {
            var href = link.attr("href");
            if (href.startsWith("#")) {
                assertThat(document.getElementById(href.substring(1))).as(href).isNotNull();
            } else {
                assertThat(href).matches("evidence/[A-Za-z0-9%._*/-]+").doesNotContain("..");
            }
        }
    }

    @Test
    public void aPathThatIsNoEvidenceIsNoLink() {
        var parent = new Element("p");
        Page.file(parent, "javascript:alert(1)", "a");
        Page.file(parent, "evidence/../../x", "b");
        assertThat(parent.select("a")).isEmpty();
        Page.file(parent, "evidence/u 1/a?b#c:d.raw", "c");
        assertThat(parent.select("a").attr("href")).isEqualTo("evidence/u%201/a%3Fb%23c%3Ad.raw");
    }

    @Test
    public void idsAreUnique() {
        var ids = html(Samples.everything()).select("[id]").eachAttr("id");
        assertThat(ids).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    public void failedProductsComeFirstThenOpenOnes() {
        var document = html(Samples.everything());
        assertThat(document.select("#results .card h3").eachText())
                .containsExactly(
                        "Oakside OS-220 FAIL", "Hollin Cam 3 INCONCLUSIVE", "Nordlight L10 PASS");
        assertThat(document.select("h1").text())
                .isEqualTo("1 of 3 products does not meet the requirements");
    }

    @Test
    public void everyVerdictSaysInASentenceWhatWasSeenAndWhatToDo() {
        var failed = html(Samples.one(Outcome.FAIL));
        assertThat(failed.select("h1").text())
                .isEqualTo("Oakside OS-220 does not meet the requirements");
        assertThat(failed.select("#product-1 .verdict.fail .why").eachText().getFirst())
                .isEqualTo(
                        "After a factory reset the device has a password that is not its own: other"
                                + " devices have it too, or everybody knows it.");
        assertThat(failed.select("#product-1 .verdict.fail").text())
                .contains("What to fix", "Make the factory reset bring back only a password");
        var open = html(Samples.one(Outcome.INCONCLUSIVE));
        assertThat(open.select("#product-1 .verdict.inconclusive").text())
                .contains(
                        "Neither passed nor failed",
                        "The test rig had a fault, which says nothing about the device.",
                        "What to do",
                        "Check the relay");
        var passed = html(Samples.one(Outcome.PASS));
        assertThat(passed.select("h1").text()).isEqualTo("No breach was found on Oakside OS-220");
        assertThat(passed.select("#results").text())
                .contains(
                        "No breach was found at preset ‘quick’. A breach shows on less than 78 % of units and"
                                + " in less than 40 % of resets (95 % confidence).");
        assertThat(passed.text()).doesNotContain("What to fix");
    }

    @Test
    public void whatWasNotCheckedIsSaidOfEachProduct() {
        var limits = html(Samples.everything()).select("#limits").text();
        assertThat(limits)
                .contains(
                        "no breach was found with the effort that is stated",
                        "Ways to reset that were not gone: web.",
                        "40 tries",
                        "equal values; list of 61 universal defaults",
                        "Passwords: not decided.")
                .contains("fewer than 78 % of units");
        var image = org.proofmark.domain.run.Digest.of("image".getBytes(UTF_8));
        assertThat(limits)
                .contains(
                        "20000 of 31415 strings of the firmware image " + image + " were tried",
                        "No firmware image was searched: a hash with a constant salt cannot be told");
        assertThat(html(Samples.everything()).text())
                .contains("Firmware image SHA-256 " + image.hex(), "none was searched");
    }

    @Test
    public void theLaboratoryFindsAttemptsFaultsSecretsExcerptsAndOrigins() {
        var document = html(Samples.everything());
        var lab = document.select("#lab-1").text();
        assertThat(lab)
                .contains("4242", "uk-top-three", "rig-1/a", "collect 1", "collect 2", "superseded")
                .contains(
                        "at step ‘power off’",
                        "waited 5.2 s",
                        "last words",
                        "3 records came too late")
                .contains("••• A", "p2-2", "yes, as root/xc3511", "(no other is equal)")
                .contains("2–11", "bytes 10–90");
        assertThat(document.select("a.proof").attr("href"))
                .isEqualTo("#seen-1-universal-credential-after-reset");
        assertThat(document.select("#about").text()).contains("0.1.0", "c-P2");
    }

    @Test
    public void aReportOnNothingSaysSo() {
        var nothing =
                new ReportContent(
                        "0.1.0",
                        java.time.Instant.EPOCH,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of());
        assertThat(html(nothing).select("h1").text()).isEqualTo("Nothing was tested");
        assertThat(html(nothing).text()).contains("No evidence goes with this report.");
    }

    @Test
    public void provisionsStandInATableOfTheirOwnAndDecideNothing() {
        var document = html(Samples.one(Outcome.PASS));
        assertThat(document.select("h1").text()).startsWith("No breach was found");
        assertThat(document.select("#results").text()).doesNotContain("5.1-4");
        assertThat(document.select("#product-1 table tbody tr").text())
                .contains("5.1-4 Changing the password", "FAIL", "Not changed.");
    }
}
