package org.proofmark.controller.report;

import static java.util.Map.entry;

import java.util.Map;
import org.proofmark.controller.report.Explanation.Kind;

/// Codes of failed verdicts, and of passed ones.
final class BreachReasons {
    private static final String OWN_PASSWORD =
            "Give every unit a password of its own at the factory, not derived from anything that"
                    + " can be read on or from the device, or have the owner choose one before the"
                    + " device can be used.";
    private static final String RESET =
            "Make the factory reset bring back only a password of that one unit, or none, so that"
                    + " the owner has to choose one.";

    static final Map<String, Explanation> ALL =
            Map.ofEntries(
                    entry(
                            "set-up-can-be-skipped",
                            breach(
                                    "The device can be used without the owner choosing a password.",
                                    "Serve nothing but the set-up until the owner has chosen a "
                                            + "password, whatever page is called and whenever the power "
                                            + "fails.")),
                    entry(
                            "empty-password-accepted",
                            breach(
                                    "The owner may leave the password empty, and then nobody needs "
                                            + "one.",
                                    "Refuse empty passwords, and ask for eight characters or more.")),
                    entry(
                            "same-password-after-equal-start",
                            breach(
                                    "The password that a reset makes follows from the time since "
                                            + "power-on or from the clock, so others can find it out.",
                                    "Take it from a random generator that is seeded from entropy.")),
                    entry(
                            "factory-password-still-valid",
                            breach(
                                    "The factory password still opens the device after the owner "
                                            + "has chosen another.",
                                    "Let the factory password end on every interface when the owner "
                                            + "sets one.")),
                    entry(
                            "former-password-still-valid",
                            breach(
                                    "A password that the owner has replaced still opens the device.",
                                    "Keep one store of passwords for all interfaces, and let a "
                                            + "change end the old one everywhere.")),
                    entry(
                            "password-cannot-be-changed",
                            breach(
                                    "The owner cannot change the password.",
                                    "Let the owner change it, by a page or an app that the manual "
                                            + "names.")),
                    entry(
                            "no-brute-force-protection",
                            breach(
                                    "Anybody on the network can try one password after the other as "
                                            + "fast as the device answers.",
                                    "Wait longer after each wrong password, or lock the account for "
                                            + "a while after a few.")),
                    entry(
                            "interface-open-without-password",
                            breach(
                                    "Who can reach this interface needs no password.",
                                    "Switch the interface off in the product, or ask for a password "
                                            + "there.")),
                    entry(
                            "session-survives-reset",
                            breach(
                                    "A former owner's session still works after a factory reset.",
                                    "Make the factory reset end all sessions and tokens.")),
                    entry(
                            "universal-credential",
                            breach(
                                    "Every unit has the same password when it is delivered, so whoever"
                                            + " knows one device can get into all of them.",
                                    OWN_PASSWORD)),
                    entry(
                            "universal-credential-after-reset",
                            breach(
                                    "After a factory reset the device has a password that is not its"
                                            + " own: other devices have it too, or everybody knows it.",
                                    RESET)),
                    entry(
                            "credential-shared-in-batch",
                            breach(
                                    "Devices that were made together have the same password, so whoever"
                                            + " knows one can get into the others.",
                                    OWN_PASSWORD)),
                    entry(
                            "incremental-counter",
                            breach(
                                    "Passwords are counted up from device to device, so whoever"
                                            + " knows one can work out the next.",
                                    OWN_PASSWORD)),
                    entry(
                            "derived-from-identifier",
                            breach(
                                    "The password can be worked out from a number that is"
                                            + " printed on the device or broadcast by it.",
                                    OWN_PASSWORD)),
                    entry(
                            "derived-from-public-information",
                            breach(
                                    "The password can be worked out from what everybody can see"
                                            + " of the device.",
                                    OWN_PASSWORD)),
                    entry(
                            "unkeyed-hash-of-identifier",
                            breach(
                                    "The password is a scrambled form of a number of the device,"
                                            + " made without any secret key, so everybody can make it"
                                            + " again.",
                                    OWN_PASSWORD)),
                    entry(
                            "salted-hash-with-known-salt",
                            breach(
                                    "The password is made with a secret that stands in the"
                                            + " firmware, so whoever has the firmware can make the"
                                            + " passwords of all devices.",
                                    OWN_PASSWORD)),
                    entry(
                            "published-password-generator",
                            breach(
                                    "The password comes from a generator whose formula is"
                                            + " public.",
                                    OWN_PASSWORD)),
                    entry(
                            "time-seeded-password",
                            breach(
                                    "The password follows from the time at which it was made, so"
                                            + " there are few to try.",
                                    OWN_PASSWORD)),
                    entry("date-based-password", breach("The password is a date.", OWN_PASSWORD)),
                    entry(
                            "dictionary-word-password",
                            breach(
                                    "The password is a common word with a few digits, or another"
                                            + " that attackers try early.",
                                    OWN_PASSWORD)),
                    entry(
                            "too-few-possible-passwords",
                            breach(
                                    "There are so few possible passwords that all of them can be"
                                            + " tried.",
                                    OWN_PASSWORD)),
                    entry(
                            "shared-credential",
                            breach(
                                    "Some devices have the same password, so whoever knows one can get"
                                            + " into the others.",
                                    OWN_PASSWORD)),
                    entry(
                            "credential-in-default-list",
                            breach(
                                    "The device's own password is one of those that attackers try"
                                            + " first.",
                                    OWN_PASSWORD)),
                    entry(
                            "universal-default-opens-service",
                            breach(
                                    "The device lets anybody in who tries one of the passwords that"
                                            + " everybody knows.",
                                    "Remove that account, or give it a password of the unit's own; look"
                                            + " through every service that the device runs, also those"
                                            + " that no manual mentions.")),
                    entry(
                            "cross-unit-login",
                            breach(
                                    "A device can be opened with the password of another one.",
                                    "Find out why a unit accepts another unit's password (a shared key,"
                                            + " a master password, a check of the form only) and accept"
                                            + " the unit's own alone.")),
                    entry(
                            "user-password-survives-reset",
                            breach(
                                    "A factory reset does not erase the password that the former owner"
                                            + " chose: who sells or gives the device away can still get"
                                            + " in.",
                                    "Make the factory reset erase every password that a user has set, on"
                                            + " every interface.")),
                    entry(
                            "usable-without-password",
                            breach(
                                    "The device can be used without any password once it is set up.",
                                    "Ask for the password before any function that needs a login is"
                                            + " served, and do not take an empty one.")),
                    entry(
                            "any-password-accepted",
                            breach(
                                    "The device asks for a password and takes any.",
                                    "Compare the password that is given with the one that was set.")),
                    entry(
                            "not-published",
                            breach(
                                    "The maker says that this is not published.",
                                    "Publish it, in English, free of charge, where everybody can read it"
                                            + " without logging in.")),
                    entry(
                            "page-gone",
                            breach(
                                    "The page is not at the address that the maker gave.",
                                    "Put the page back, or give the address where it is now.")),
                    entry(
                            "behind-login",
                            breach(
                                    "The page can only be read by who logs in or registers.",
                                    "Publish the page where everybody can read it without logging in.")),
                    entry(
                            "not-in-english",
                            breach(
                                    "The page is not in English, which the law asks for.",
                                    "Publish the page in English, too, and give that address.")),
                    entry(
                            "no-contact-published",
                            breach(
                                    "Who finds a security problem is not told where to report it.",
                                    "Name at least one point of contact for security problems on the"
                                            + " page.")),
                    entry(
                            "no-response-times-published",
                            breach(
                                    "Who reports a security problem is not told when to expect an"
                                            + " answer.",
                                    "Say on the page when a report is acknowledged, and how often its"
                                            + " reporter gets news until it is resolved.")),
                    entry(
                            "support-period-not-published",
                            breach(
                                    "Buyers are not told for how long security updates will come.",
                                    "Publish the day, or the month and year, until which security updates"
                                            + " are sure to come.")),
                    entry(
                            "support-period-without-end-date",
                            breach(
                                    "Buyers are told of security updates, but not until which date they"
                                            + " are sure to come.",
                                    "Name an end date: a day, or a month and year. 'For the lifetime of"
                                            + " the product' is none.")),
                    entry(
                            "assertion-failed",
                            breach(
                                    "An assertion of the user's own suite did not hold.",
                                    "Look at what the suite says of the assertion; Proofmark does not"
                                            + " vouch for it.")),
                    entry("no-breach-found", clear("No breach was found.")),
                    entry(
                            "disclosure-policy-published",
                            clear("The page says where to report, and when to expect an answer.")),
                    entry(
                            "support-period-published",
                            clear("The page says until when security updates come.")),
                    entry(
                            "assertions-held",
                            clear("The assertions of the user's own suite held.")));

    private BreachReasons() {}

    private static Explanation breach(String plain, String remedy) {
        return new Explanation(Kind.BREACH, plain, remedy);
    }

    private static Explanation clear(String plain) {
        return new Explanation(Kind.CLEAR, plain, "");
    }
}
