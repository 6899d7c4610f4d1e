package org.proofmark.controller.desk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.proofmark.domain.verdict.PageEvidence.DisclosureText;
import org.proofmark.domain.verdict.PageEvidence.Language;
import org.proofmark.domain.verdict.PageEvidence.Presence;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

public class DisclosureReaderTest {
    private static DisclosureText read(String body) {
        var html = "<html lang=en><title>Maker</title><body>" + body + "</body></html>";
        return DisclosureReader.read(
                PageText.html(html.getBytes(UTF_8), "text/html; charset=utf-8"));
    }

    private static DisclosureText plain(String text) {
        return DisclosureReader.read(PageText.plain(text));
    }

    @DataProvider
    public Object[][] contacts() {
        return new Object[][] {
            {
                "<p>Report vulnerabilities to <a href='mailto:security@maker.example'>security@maker.example</a>.</p>"
            },
            {"<p>If you have found a security problem, please write to support@maker.example.</p>"},
            {
                "<h2>Reporting a security issue</h2><p>E-mail: product.security [at] maker [dot] example</p>"
            },
            {"<p>To report a vulnerability, use our <a href='/report'>report form</a>.</p>"},
            {
                "<p>Please submit security issues through <a href='https://hackerone.com/maker'>our programme</a>.</p>"
            },
            {"<p>Call our security team to report a problem: phone +44 20 7946 0000.</p>"},
            {
                "<h1>Report a vulnerability</h1><form action=/send><textarea name=t></textarea><button>Send</button></form>"
            },
            {"<footer><a href='mailto:psirt@maker.example'>psirt@maker.example</a></footer>"},
        };
    }

    @Test(dataProvider = "contacts")
    public void findsAContactForSecurityProblems(String body) {
        assertThat(read(body).contact().presence()).isEqualTo(Presence.FOUND);
    }

    @DataProvider
    public Object[][] noContacts() {
        return new Object[][] {
            {"<h1>Our commitment to security</h1><p>We take security researchers seriously.</p>"},
            {"<p>Please report a security problem to your retailer.</p>"},
            {"<p>Lamps for your home. Write to sales@maker.example.</p>"},
            {"<nav><a href='/report'>Report a fault</a></nav><h1>Security</h1><p>We care.</p>"},
            {"<p>Read our annual <a href='/annual'>security review</a> of the year.</p>"},
        };
    }

    @Test(dataProvider = "noContacts")
    public void tellsThatThereIsNoContact(String body) {
        assertThat(read(body).contact().presence()).isEqualTo(Presence.ABSENT);
    }

    @Test
    public void aGeneralAddressInTheFooterOfASecurityPageIsUnclear() {
        var text =
                read(
                        "<h1>Vulnerability disclosure policy</h1><p>We love researchers.</p>"
                                + "<footer>info@maker.example</footer>");
        assertThat(text.contact().presence()).isEqualTo(Presence.UNCLEAR);
    }

    @DataProvider
    public Object[][] acknowledged() {
        return new Object[][] {
            {"We acknowledge receipt of every report within 5 working days."},
            {"You will hear back from us within two business days."},
            {"We will get back to you within 72 hours."},
            {"Every report is acknowledged within 5 working days."},
            {"Our team aims to respond to your report in 48 hours."},
            {"Expect an initial response by the next working day."},
            {"You will receive an automatic confirmation of receipt immediately."},
            {"<table><tr><td>Acknowledgement<td>3 business days</tr></table>"},
            {"<h3>Acknowledgement</h3><p>Within 3 days.</p>"},
            {"We confirm that we have received your report within seven (7) days."},
        };
    }

    @Test(dataProvider = "acknowledged")
    public void findsWhenAReportIsAcknowledged(String sentence) {
        var text = read("<p>" + sentence + "</p>");
        assertThat(text.acknowledgement().presence()).isEqualTo(Presence.FOUND);
        assertThat(text.acknowledgement().quotes()).isNotEmpty();
        assertThat(text.updates().presence()).isEqualTo(Presence.ABSENT);
    }

    @DataProvider
    public Object[][] updated() {
        return new Object[][] {
            {"We send you a status update at least every 14 days until the problem is resolved."},
            {"Status updates follow every two weeks until resolved."},
            {"We will keep you informed of our progress weekly."},
            {"Progress reports are sent monthly until a fix is released."},
            {"We will provide updates once a week."},
            {"<table><tr><td>Status updates<td>every 30 days</tr></table>"},
            {"<h3>Status updates</h3><p>Every fortnight until closure.</p>"},
        };
    }

    @Test(dataProvider = "updated")
    public void findsWhenAReporterGetsNews(String sentence) {
        var text = read("<p>" + sentence + "</p>");
        assertThat(text.updates().presence()).isEqualTo(Presence.FOUND);
        assertThat(text.acknowledgement().presence()).isEqualTo(Presence.ABSENT);
    }

    @Test
    public void readsBothTimesOfOneSentence() {
        var text =
                read(
                        "<p>We acknowledge your report within 5 working days, and whoever sent it"
                                + " receives a status update at least every 14 days.</p>");
        assertThat(text.acknowledgement().presence()).isEqualTo(Presence.FOUND);
        assertThat(text.updates().presence()).isEqualTo(Presence.FOUND);
    }

    @Test
    public void oneTimeIsNotTakenForTwo() {
        var text =
                read(
                        "<p>We acknowledge your report within 5 days and keep you informed of"
                                + " progress.</p>");
        assertThat(text.acknowledgement().presence()).isEqualTo(Presence.FOUND);
        assertThat(text.updates().presence()).isEqualTo(Presence.ABSENT);
    }

    @DataProvider
    public Object[][] noTimes() {
        return new Object[][] {
            {"We cannot respond to reports within 5 days."},
            {"Please give us 90 days before you publish."},
            {"We release security updates every month."},
            {"The warranty is 2 years."},
            {"We do not acknowledge reports."},
        };
    }

    @Test(dataProvider = "noTimes")
    public void takesNoOtherTimeForAPromise(String sentence) {
        var text = read("<p>" + sentence + "</p>");
        assertThat(text.acknowledgement().presence()).isEqualTo(Presence.ABSENT);
        assertThat(text.updates().presence()).isEqualTo(Presence.ABSENT);
    }

    @Test
    public void vagueWordsAreUnclear() {
        var text =
                read(
                        "<p>We respond as soon as possible. We send you status updates"
                                + " regularly.</p>");
        assertThat(text.acknowledgement().presence()).isEqualTo(Presence.UNCLEAR);
        assertThat(text.updates().presence()).isEqualTo(Presence.UNCLEAR);
    }

    @DataProvider
    public Object[][] unknownWords() {
        return new Object[][] {
            {"Somebody from the team rings you within two days of your report."},
            {"Reports get a human reaction in 48 hours."},
            {"Your ticket moves at least once a week; you see it in the portal."},
            {"Our turnaround for new reports is one week."},
            {"We call you every Friday until it is resolved: expect us weekly."},
        };
    }

    /// A promise in words that nobody foresaw is for a person to read, and no breach.
    @Test(dataProvider = "unknownWords")
    public void aTimeInUnknownWordsIsUnclear(String sentence) {
        var text = read("<h1>Vulnerabilities</h1><p>" + sentence + "</p>");
        assertThat(text.acknowledgement().presence()).isNotEqualTo(Presence.ABSENT);
        assertThat(text.updates().presence()).isNotEqualTo(Presence.ABSENT);
    }

    @DataProvider
    public Object[][] otherWays() {
        return new Object[][] {
            {"<p>Found a vulnerability? Reach us on Signal: maker.42.</p>"},
            {"<p>Security researchers: see our <a href='/contact'>contact page</a>.</p>"},
            {"<p>Vulnerabilities may be sent by post to P.O. Box 12, Leeds.</p>"},
        };
    }

    @Test(dataProvider = "otherWays")
    public void aWayThatIsNotKnownIsUnclear(String body) {
        assertThat(read(body).contact().presence()).isEqualTo(Presence.UNCLEAR);
        assertThat(read(body).contact().quotes()).isNotEmpty();
    }

    @Test
    public void aBareSecurityTxtHasAContactAndNoTimes() {
        var text =
                plain(
                        """
                        # Maker
                        Contact: mailto:security@maker.example
                        Expires: 2027-01-01T00:00:00Z
                        Preferred-Languages: en
                        """);
        assertThat(text.language()).isEqualTo(Language.ENGLISH);
        assertThat(text.contact().presence()).isEqualTo(Presence.FOUND);
        assertThat(text.acknowledgement().presence()).isEqualTo(Presence.ABSENT);
        assertThat(text.updates().presence()).isEqualTo(Presence.ABSENT);
    }

    @Test
    public void aSecurityTxtThatNamesAPolicyMayHaveTheTimesThere() {
        var text =
                plain(
                        """
                        Contact: https://maker.example/report
                        Policy: https://maker.example/policy
                        """);
        assertThat(text.contact().presence()).isEqualTo(Presence.FOUND);
        assertThat(text.acknowledgement().presence()).isEqualTo(Presence.UNCLEAR);
    }

    @Test
    public void tellsThatAPageIsNotEnglish() {
        var text =
                read(
                        "<p>Wenn Sie eine Schwachstelle in einem unserer Produkte gefunden haben,"
                                + " schreiben Sie bitte an uns. Wir melden uns bei Ihnen mit einer"
                                + " Bestätigung und wir informieren Sie über den Stand der"
                                + " Dinge.</p>");
        assertThat(text.language()).isEqualTo(Language.OTHER);
    }
}
