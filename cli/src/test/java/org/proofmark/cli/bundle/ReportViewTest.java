package org.proofmark.cli.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.proofmark.domain.scheme.Requirement;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

public class ReportViewTest {
    @DataProvider
    Object[][] exitCodes() {
        return new Object[][] {
            {"PASS PASS", 0},
            {"PASS FAIL", 1},
            {"INCONCLUSIVE FAIL", 1},
            {"FAIL INCONCLUSIVE PASS", 1},
            {"PASS INCONCLUSIVE", 2},
            {"", 2},
        };
    }

    @Test(dataProvider = "exitCodes")
    public void failComesBeforeInconclusiveAndNoVerdictIsNoPass(String outcomes, int code) {
        var verdicts = new StringBuilder();
        for (String outcome : outcomes.split(" ")) {
            if (!outcome.isEmpty()) {
                verdicts.append(verdicts.isEmpty() ? "" : ",").append(verdict(outcome));
            }
        }
        assertThat(view("{\"verdicts\":[" + verdicts + "]}").exitCode(Requirement.UK_PSTI_2023))
                .isEqualTo(code);
    }

    @Test
    public void onlyTheSchemeThatWasAskedForDecides() {
        var view =
                view(
                        "{\"verdicts\":["
                                + verdict("PASS").replace("\"s\"", "\"uk-psti-2023\"")
                                + ","
                                + verdict("FAIL").replace("\"s\"", "\"en-303-645-2.1.1\"")
                                + "]}");
        assertThat(view.exitCode(Requirement.UK_PSTI_2023)).isZero();
        assertThat(view.exitCode(Requirement.EN_303_645)).isEqualTo(1);
        assertThat(view.deciding(Requirement.EN_303_645)).hasSize(1);
    }

    @Test
    public void reasonsAndFindingsAreRead() {
        var view =
                view(
                        "{\"verdicts\":["
                                + verdict("FAIL")
                                + "],\"findings\":[{\"device\":\"D\",\"code\":\"seen\",\"text\":\"t\"}]}");
        assertThat(view.of("D").toList().getFirst().codes()).containsExactly("because");
        assertThat(view.of("E")).isEmpty();
        assertThat(view.findings().getFirst().code()).isEqualTo("seen");
    }

    private static String verdict(String outcome) {
        return """
        {"population":"p@1","device":"D","scheme":"s","requirement":"r","verdict":"%s",\
        "reasons":[{"code":"because","text":"of that"}]}\
        """
                .formatted(outcome);
    }

    private static ReportView view(String json) {
        return ReportView.parse(json.getBytes(StandardCharsets.UTF_8));
    }
}
