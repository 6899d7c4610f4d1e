package org.proofmark.controller.report;

import static java.util.Map.entry;

import java.util.Map;
import org.proofmark.controller.report.Explanation.Kind;

/// Codes of verdicts that stay open without a fault of the rig.
final class OpenReasons {
    private static final String AGAIN = "Run the campaign again until it comes to its end.";
    private static final String DIALOGUE =
            "Look at the transcript of the login, and correct in the profile how this interface"
                    + " accepts and refuses.";
    private static final String USER_PASSWORD =
            "Check in the profile how a user sets a password, and look at the transcript of that"
                    + " dialogue.";

    /// The page is one that the lab itself found.
    static final Explanation NOT_IN_ENGLISH =
            input(
                    "The page that the lab found is not in English; there may be an English one.",
                    "Have the maker name the address of the English page, and put it into the"
                            + " profile.");

    static final Map<String, Explanation> ALL =
            Map.ofEntries(
                    entry(
                            "use-proves-nothing",
                            device(
                                    "A function was served without a login, but nobody knows "
                                            + "whether this interface ever refuses.",
                                    DIALOGUE)),
                    entry("change-not-tested", effort("No password was changed.", AGAIN)),
                    entry(
                            "no-way-to-change-password",
                            input(
                                    "Nobody said how the owner changes the password.",
                                    "Put the way into the profile ('change'); where there is none, that is a breach.")),
                    entry(
                            "former-password-not-disproven",
                            device(
                                    "It was not seen that the factory password ends when the owner "
                                            + "sets one.",
                                    DIALOGUE)),
                    entry(
                            "brute-force-not-measured",
                            effort(
                                    "It was not measured what the device does against many wrong "
                                            + "passwords.",
                                    "Check the login dialogue of this interface in the profile, and run the campaign again.")),
                    entry(
                            "brute-force-unclear",
                            device(
                                    "The device answered to many wrong passwords in a way that "
                                            + "nobody can read.",
                                    "Describe in the profile how a lock-out shows ('locked').")),
                    entry(
                            "brute-force-slow",
                            device(
                                    "The device takes wrong passwords without end, but slowly.",
                                    "Have a person judge whether that is slow enough for the passwords of this device.")),
                    entry(
                            "console-not-examined",
                            input(
                                    "Nobody looked whether the device answers on its serial line.",
                                    "Wire the serial line to the rig, and name 'console' in the profile's wiring.")),
                    entry(
                            "sessions-not-tested",
                            effort("No session from before a reset was used after it.", AGAIN)),
                    entry(
                            "not-examined",
                            effort(
                                    "Nothing here looks at all that this provision asks for.",
                                    "Have a laboratory test this provision, or wait for a version"
                                            + " that does.")),
                    entry(
                            "too-few-units",
                            effort(
                                    "Fewer units were tested than this preset stands for.",
                                    "Test as many units as the preset names, or choose a smaller"
                                            + " preset.")),
                    entry(
                            "too-few-batches",
                            effort(
                                    "The units come from fewer production batches than this preset"
                                            + " stands for.",
                                    "Take units from different batches, and say in the rig's file"
                                            + " which.")),
                    entry(
                            "too-few-resets",
                            effort(
                                    "There were fewer factory resets than this preset stands for.",
                                    "Leave out --resets, or choose a smaller preset.")),
                    entry(
                            "profile-unverified",
                            effort(
                                    "The profile says things of the device that nobody has seen on one.",
                                    "Compare each with a device, correct the profile, take the marks"
                                            + " out, and test again.")),
                    entry(
                            "derivation-not-searched",
                            effort(
                                    "Nobody looked whether the passwords can be worked out.",
                                    AGAIN)),
                    entry(
                            "derivation-suspected",
                            effort(
                                    "Something in the passwords looks as if they could be worked out;"
                                            + " chance may have done it.",
                                    "Have a person look at it, or test more units.")),
                    entry(
                            "password-strength-open",
                            effort(
                                    "Whether there are enough possible passwords depends on how the"
                                            + " device hinders guessing.",
                                    "Have a person judge it with the lock-out that was measured, or"
                                            + " use longer passwords.")),
                    entry(
                            "one-unit-only",
                            effort(
                                    "Only one unit was tested; whether each unit has a password of its"
                                            + " own takes two or more.",
                                    "Test two units or more of the same model and firmware.")),
                    entry(
                            "credential-not-found",
                            input(
                                    "The factory password was not where the product's description says.",
                                    "Check in the profile where the factory password is: on the label, on"
                                            + " the console, on a page.")),
                    entry(
                            "factory-password-not-proven",
                            device(
                                    "The factory password was found but was not seen to open the"
                                            + " device.",
                                    DIALOGUE)),
                    entry(
                            "wrong-password-not-refused",
                            device(
                                    "The device was not seen to refuse a wrong password.",
                                    DIALOGUE)),
                    entry(
                            "login-proves-nothing",
                            device(
                                    "The device seemed to take a password where nothing was ever"
                                            + " refused.",
                                    DIALOGUE)),
                    entry(
                            "set-up-password-not-disproven",
                            device(
                                    "A password that should only work during the set-up was not seen to"
                                            + " be refused afterwards.",
                                    DIALOGUE)),
                    entry(
                            "user-password-not-set",
                            device("No password of a user's own could be set.", USER_PASSWORD)),
                    entry(
                            "user-password-not-proven",
                            device(
                                    "The password that was set for the user was not seen to work.",
                                    USER_PASSWORD)),
                    entry(
                            "no-way-to-set-password",
                            input(
                                    "The product's description names no way to set a password.",
                                    USER_PASSWORD)),
                    entry(
                            "user-password-not-disproven",
                            device(
                                    "After a reset the former user's password got no readable answer.",
                                    DIALOGUE)),
                    entry(
                            "reset-not-proven",
                            new Explanation(
                                    Kind.RIG,
                                    "A factory reset was tried and was not seen to happen.",
                                    "Check the wiring of the button and the time it is held, then the"
                                            + " marks in the profile by which a reset is known.")),
                    entry(
                            "resets-missing",
                            effort(
                                    "Fewer factory resets were made than the preset asks for.",
                                    "Run the campaign again with the resets of the preset.")),
                    entry(
                            "no-reset-tested",
                            effort(
                                    "No factory reset was made.",
                                    "Ask for one reset or more (`--resets`), and name a reset path in the"
                                            + " profile.")),
                    entry(
                            "dictionary-not-tried",
                            effort(
                                    "The passwords that everybody knows were not tried on every"
                                            + " interface.",
                                    AGAIN)),
                    entry(
                            "dictionary-not-finished",
                            effort(
                                    "Not enough of the passwords that everybody knows were tried on"
                                            + " every interface.",
                                    AGAIN)),
                    entry(
                            "lock-out-limits-tries",
                            device(
                                    "The device locks its login after wrong passwords, so fewer were"
                                            + " tried than the preset asks for; that is no fault of the"
                                            + " device.",
                                    "Describe in the profile how a lock-out shows, or test a unit whose"
                                            + " lock-out the maker has shortened.")),
                    entry(
                            "interface-not-examined",
                            device(
                                    "The device has a way in that speaks nothing that is known here, so"
                                            + " it could not be tried.",
                                    "Close it in the product, or name it in the profile.")),
                    entry(
                            "device-exited",
                            device(
                                    "The device ended by itself in the middle of the test.",
                                    "Make the device run through, and test again.")),
                    entry(
                            "device-panic",
                            device(
                                    "The device's system broke down in the middle of the test; whether"
                                            + " the device or its slot is the cause is not known.",
                                    "Read the console's recording, and test again: this unit in another"
                                            + " slot, another unit in this one.")),
                    entry(
                            "device-boot-loop",
                            device(
                                    "The device started again and again and did not get ready.",
                                    "Read the console's recording. Where a device may start so often,"
                                            + " say `restarts` under `boot` in the profile.")),
                    entry(
                            "device-watchdog-reset",
                            device(
                                    "A watchdog reset the device in the middle of the test.",
                                    "Read the console's recording for what the device did before, and"
                                            + " test again.")),
                    entry(
                            "device-brown-out",
                            new Explanation(
                                    Kind.RIG,
                                    "The device says that its supply fell short.",
                                    "Measure the slot's supply under load, and test again.")),
                    entry(
                            "interfaces-not-looked-for",
                            effort("Nobody looked which interfaces the device has open.", AGAIN)),
                    entry(
                            "secrets-not-compared",
                            effort("The units' passwords were not compared yet.", AGAIN)),
                    entry(
                            "cross-logins-missing",
                            effort(
                                    "The units' passwords were not all tried on each other.",
                                    AGAIN)),
                    entry(
                            "device-not-seen-around",
                            device(
                                    "Other units' passwords were refused, but it was not seen that the"
                                            + " device was working at that time.",
                                    AGAIN)),
                    entry(
                            "contradictory-answers",
                            device(
                                    "The device accepted a login once and refused the same one another"
                                            + " time.",
                                    "Look at the two transcripts: a person has to say what the device"
                                            + " does.")),
                    entry(
                            "usable-before-set-up",
                            device(
                                    "The device served a function before anybody had set it up; whether"
                                            + " that is use is for a person to say.",
                                    "Have a person look at what can be done before the set-up, and say in"
                                            + " the profile which functions need a login.")),
                    entry("case-not-ended", effort("The test did not come to its end.", AGAIN)),
                    entry("not-run", effort("The test has not begun.", AGAIN)),
                    entry("not-ended", effort("The test is still running.", AGAIN)),
                    entry(
                            "nothing-asserted",
                            input(
                                    "The user's own suite asserted nothing.",
                                    "Give the suite an assertion.")),
                    entry(
                            "page-not-looked-for",
                            effort("Nobody has looked for the page yet.", AGAIN)),
                    entry(
                            "not-declared",
                            input(
                                    "It is not known where the maker publishes this.",
                                    "Name the address in the profile, or `none` where the maker says that"
                                            + " there is none.")),
                    entry(
                            "not-fetched",
                            input(
                                    "The page could not be read.",
                                    "Open the address in a browser: give a better address, or try again"
                                            + " when the maker's server answers.")),
                    entry(
                            "ambiguous-page",
                            input(
                                    "The page can be read in more than one way.",
                                    "Have a person read the page, whose text is kept as evidence.")));

    private OpenReasons() {}

    private static Explanation effort(String plain, String remedy) {
        return new Explanation(Kind.EFFORT, plain, remedy);
    }

    private static Explanation device(String plain, String remedy) {
        return new Explanation(Kind.DEVICE, plain, remedy);
    }

    private static Explanation input(String plain, String remedy) {
        return new Explanation(Kind.INPUT, plain, remedy);
    }
}
