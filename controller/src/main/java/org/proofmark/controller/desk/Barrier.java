package org.proofmark.controller.desk;

import java.util.Optional;
import java.util.regex.Pattern;

/// What stands between a reader and a page that answered.
sealed interface Barrier {
    /// It wants a login or a registration.
    record Login(String sign) implements Barrier {}

    /// Nobody can tell what it says.
    record Unreadable(String cause) implements Barrier {}

    /// Fewer words than this are no page.
    int FEW_WORDS = 8;

    /// A page with more words than this says something by itself.
    int MANY_WORDS = 400;

    Pattern LOGIN =
            Pattern.compile(
                    "(?i)\\b(?:(?:please|you (?:must|need to|have to)|to (?:view|read|see|access|continue)[^.]{0,40},?\\s*(?:please\\s+)?)\\s*(?:be\\s+)?(?:log(?:ged)?[- ]?in|sign(?:ed)?[- ]?in|register(?:ed)?|create an account|subscribe)"
                            + "|(?:log[- ]?in|sign[- ]?in|register|registration|account) (?:is )?(?:required|to (?:view|continue|read|access|see))|(?:for|to) (?:registered|logged-in) (?:users|customers|members)|members only|customers only)\\b");
    Pattern CHALLENGE =
            Pattern.compile(
                    "(?i)checking your browser|enable javascript|javascript (?:is )?(?:required|disabled)|verify (?:that )?you are (?:a )?human|captcha|access denied|unusual traffic");
    Pattern NOT_THERE =
            Pattern.compile(
                    "(?i)\\b(?:page|file|document|content) (?:was |is |could |can )?(?:not|cannot|no longer) (?:be )?(?:found|available|exist)|error 404|404 (?:not found|error|[-–—])|does(?:n't| not) exist");

    /// For a page in which nothing was found of what is looked for.
    static Optional<Barrier> of(PageText page) {
        var all = page.all();
        if (CHALLENGE.matcher(all).find() && page.words() < MANY_WORDS) {
            return Optional.of(
                    new Unreadable("the page asks for a script or for proof of a person"));
        }
        var demand = LOGIN.matcher(all);
        if (demand.find()) {
            return Optional.of(new Login("it says \"" + demand.group().strip() + "\""));
        }
        if (page.asksPassword()) {
            return Optional.of(new Login("it asks for a password and shows nothing else"));
        }
        if (NOT_THERE.matcher(all).find() && page.words() < MANY_WORDS) {
            return Optional.of(
                    new Unreadable("the page says that it is not there, with a status of success"));
        }
        return page.words() < FEW_WORDS
                ? Optional.of(new Unreadable("there is hardly a word on the page without scripts"))
                : Optional.empty();
    }
}
