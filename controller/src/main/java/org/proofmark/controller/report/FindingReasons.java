package org.proofmark.controller.report;

import static java.util.Map.entry;

import java.util.Map;
import org.proofmark.controller.report.Explanation.Kind;

/// Codes of findings, which fail nothing.
final class FindingReasons {
    static final Map<String, Explanation> ALL =
            Map.ofEntries(
                    entry(
                            "profile-fact-unverified",
                            finding(
                                    "The profile says this of the device, and nobody has seen it on"
                                            + " one.",
                                    "Compare it with a device, correct it, and take its mark out of"
                                            + " the profile.")),
                    entry(
                            "undocumented-interface",
                            finding(
                                    "The device has a way in that no document mentions.",
                                    "Close it in the product, or document what it is for.")),
                    entry(
                            "interface-not-tried",
                            finding(
                                    "A documented interface has no login in the profile, so none was"
                                            + " tried.",
                                    "Describe its login in the profile, or say there that it takes no"
                                            + " password.")),
                    entry(
                            "password-shown",
                            finding(
                                    "The device shows a password to who has not logged in.",
                                    "Show no password on the console or on a page that asks for no"
                                            + " login.")),
                    entry(
                            "other-units-password-shown",
                            finding(
                                    "The device shows another unit's password to who has not logged in.",
                                    "Find out how the unit knows it, and show no password.")),
                    entry(
                            "one-character-password-accepted",
                            finding(
                                    "A user may define a password of one character.",
                                    "Ask for a minimum length, eight characters or more.")),
                    entry(
                            "reset-by-short-press",
                            finding(
                                    "A short press of the button erases the device.",
                                    "Ask for a longer press, so that nobody erases it by accident.")),
                    entry(
                            "reset-at-second-try",
                            finding(
                                    "A reset was seen to happen at the second try only.",
                                    "Check the rig's line to the button; if it is good, make the"
                                            + " device notice the first press.")),
                    entry(
                            "former-factory-password-valid",
                            finding(
                                    "The factory password from before a reset still works.",
                                    "Let a former factory password end at the reset.")),
                    entry(
                            "shared-key",
                            finding(
                                    "Devices share a key or a pairing code, so whoever has one device"
                                            + " has that of all.",
                                    "Give each device keys of its own.")),
                    entry(
                            "universal-default-opens-set-up",
                            finding(
                                    "A password that everybody knows opens the set-up, and nothing"
                                            + " else.",
                                    "Consider a set-up password of each unit's own.")),
                    entry(
                            "cross-unit-set-up",
                            finding(
                                    "Another unit's password opens the set-up, and nothing else.",
                                    "Consider a set-up password of each unit's own.")),
                    entry(
                            "published-without-tls",
                            finding(
                                    "The page comes unprotected: anybody on the way can change it.",
                                    "Publish the page over HTTPS.")));

    private FindingReasons() {}

    private static Explanation finding(String plain, String remedy) {
        return new Explanation(Kind.FINDING, plain, remedy);
    }
}
