package org.proofmark.controller.desk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.proofmark.domain.verdict.PageEvidence.Presence;
import org.proofmark.domain.verdict.PageEvidence.SupportText;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

public class SupportReaderTest {
    private static SupportText read(String body) {
        var html = "<html lang=en><title>AB-10 support</title><body>" + body + "</body></html>";
        var page = PageText.html(html.getBytes(UTF_8), "text/html; charset=utf-8");
        return new SupportReader(new ModelMention("AB-10")).read(page);
    }

    private static String dates(SupportText text) {
        return text.dates().stream()
                .map(d -> d.date().toString())
                .distinct()
                .sorted()
                .collect(Collectors.joining(" "));
    }

    @DataProvider
    public Object[][] ended() {
        return new Object[][] {
            {
                "<p>We provide security updates for the AB-10 free of charge until 31 March 2031.</p>",
                "2031-03-31"
            },
            {"<p>Security updates until: 2031-03</p>", "2031-03-31"},
            {"<p>Minimum support period: 5 years (until 30.5.2030)</p>", "2030-05-30"},
            {
                "<p>This product will receive security updates up to and including December 2029.</p>",
                "2029-12-31"
            },
            {
                "<table><tr><th>Model<th>Security updates until</tr><tr><td>AB-10<td>31 March 2031</tr><tr><td>AB-20<td>31 March 2033</tr></table>",
                "2031-03-31"
            },
            {
                "<table><tr><td>Defined support period ends</td><td>1 June 2030</td></tr></table>",
                "2030-06-01"
            },
            {"<dl><dt>End of security support<dd>30 June 2032</dl>", "2032-06-30"},
            {"<h2>End of security updates</h2><p>30 June 2032</p>", "2032-06-30"},
            {
                "<p>The defined support period runs from 1 April 2026 to 31 March 2031.</p>",
                "2031-03-31"
            },
            {"<p>Support period: April 2026 – March 2031</p>", "2031-03-31"},
            {"<p>Security support for this camera ends on March 31, 2031.</p>", "2031-03-31"},
            {
                "<p>31 March 2031 is the end of the support period for security updates.</p>",
                "2031-03-31"
            },
            {
                "<p>We will supply firmware updates at least until the end of 2030.</p>",
                "2030-12-31"
            },
            {"<p>Software updates will end no earlier than 1 January 2030.</p>", "2030-01-01"},
            {
                "<p>You will get security patches through 31 December 2028 at no extra cost.</p>",
                "2028-12-31"
            },
            {
                "<p>Feature updates until March 2028. Security updates until March 2031.</p>",
                "2031-03-31"
            },
            {
                "<p>Support for this product ended on 1 May 2025; no security updates have been made since.</p>",
                "2025-05-01"
            },
            {
                "<p>Last updated: 3 February 2026</p><p>The AB-10 is supported with security updates until 31/03/2031.</p>",
                "2031-03-31"
            },
            {
                "<h1>AB-10</h1><p>Security update support: guaranteed until 31st of March 2031</p><p>Warranty until 1 May 2028</p>",
                "2031-03-31"
            },
            {
                "<p>Your product's minimum security update period expires on 2030-06-30.</p>",
                "2030-06-30"
            },
            {
                "<p>Released in March 2026, the AB-10 gets security updates until March 2031.</p>",
                "2031-03-31"
            },
        };
    }

    @Test(dataProvider = "ended")
    public void readsTheEndDate(String body, String date) {
        var text = read(body);
        assertThat(dates(text)).isEqualTo(date);
        assertThat(text.period().presence()).isEqualTo(Presence.FOUND);
        assertThat(text.period().quotes()).isNotEmpty();
    }

    @DataProvider
    public Object[][] endless() {
        return new Object[][] {
            {"<p>We provide security updates for the lifetime of the product.</p>"},
            {"<p>Security updates are provided for at least five years from first supply.</p>"},
            {"<p>You will receive software updates for 5 years after purchase.</p>"},
            {"<p>We support this product with security updates for as long as it is on sale.</p>"},
            {"<table><tr><td>Security support period</td><td>3 years</td></tr></table>"},
            {"<h2>Security updates</h2><p>Minimum period: 24 months.</p>"},
        };
    }

    @Test(dataProvider = "endless")
    public void tellsAPeriodWithoutAnEnd(String body) {
        var text = read(body);
        assertThat(text.dates()).isEmpty();
        assertThat(text.period().presence()).isEqualTo(Presence.FOUND);
    }

    @DataProvider
    public Object[][] silent() {
        return new Object[][] {
            {"<p>Plug it in and open the app. The password is on the label.</p>"},
            {"<p>The AB-10 comes with a warranty of 2 years from the day of purchase.</p>"},
            {"<h2>Warranty</h2><p>Valid until 31 March 2031.</p>"},
            {
                "<h2>Downloads</h2><table><tr><th>Firmware<th>Released</tr><tr><td>1.0.0<td>2 February 2026</tr></table>"
            },
            {"<p>Your device looks for updates once a day and installs them at night.</p>"},
            {"<p>Technical support is available until 18:00. Write to help@maker.example.</p>"},
        };
    }

    @Test(dataProvider = "silent")
    public void tellsThatNothingIsSaid(String body) {
        var text = read(body);
        assertThat(text.dates()).isEmpty();
        assertThat(text.period().presence()).isEqualTo(Presence.ABSENT);
    }

    @DataProvider
    public Object[][] unclear() {
        return new Object[][] {
            {"<p>We aim to provide security updates until 31 March 2031.</p>"},
            {"<p>Security updates are planned until March 2031.</p>"},
            {"<p>We do not promise security updates until 31 March 2031.</p>"},
            {"<p>Security updates: 31 March 2031</p>"},
            {"<p>Security updates until 2031.</p>"},
            {"<p>Security updates for 5 years from 1 April 2026.</p>"},
            {"<p>Security updates until Q3 2031.</p>"},
            {
                "<table><tr><th>Model<th>Security updates until</tr><tr><td>AB-100<td>31 March 2031</tr></table>"
            },
            {"<p>Your camera stays protected until March 2031.</p>"},
            {"<p>We look after this product for ten years.</p>"},
            {"<p>Nothing ends before you stop using it: not before 31 March 2031.</p>"},
            {"<h2>ZX-9</h2><p>Security updates until 31 March 2033.</p>"},
            {
                "<h2>Kettles</h2><p>Security updates until 31 March 2033.</p><h2>ZX-9</h2><p>Security updates until 31 March 2031.</p>"
            },
            {"<p>The AB-10 is here. The ZX-9 gets security updates until 31 March 2031.</p>"},
        };
    }

    @Test(dataProvider = "unclear")
    public void doubtIsUnclearAndNeverAGuess(String body) {
        var text = read(body);
        assertThat(text.dates()).isEmpty();
        assertThat(text.period().presence()).isEqualTo(Presence.UNCLEAR);
        assertThat(text.period().quotes()).isNotEmpty();
    }

    @Test
    public void aHeadingThatNamesTheModelMakesTheDateItsOwn() {
        var text =
                read(
                        "<h2>ZX-9</h2><p>Security updates until 31 March 2033.</p>"
                                + "<h2>AB-10</h2><p>Security updates until 31 March 2031.</p>");
        assertThat(dates(text)).isEqualTo("2031-03-31");
    }

    @DataProvider
    public Object[][] twofold() {
        return new Object[][] {
            {
                "<p>Security updates until 31 March 2031. Security updates until 31 March 2033.</p>",
                "2031-03-31 2033-03-31"
            },
            {"<p>Security updates until 03/04/2031.</p>", "2031-03-04 2031-04-03"},
        };
    }

    @Test(dataProvider = "twofold")
    public void twoReadingsAreBothGiven(String body, String dates) {
        assertThat(dates(read(body))).isEqualTo(dates);
    }

    @Test
    public void aShortLineIsQuotedWithItsHeading() {
        var text = read("<h2>End of security updates</h2><p>30 June 2032</p>");
        assertThat(text.period().quotes()).containsExactly("End of security updates: 30 June 2032");
    }
}
