package org.proofmark.domain.observation;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.proofmark.domain.run.Flashed;

/// Something that a suite saw. It says what happened and never what it means.
public sealed interface Observation {

    /// The version of the firmware as the device states it.
    record FirmwareRead(String version) implements Observation {}

    /// What is printed on the unit and is no secret: passwords may be worked out from it.
    ///
    /// @param fields by the keys of `DUT_LABEL`: those of [#OPEN], and others that the profile
    ///   names as identifiers; never those of [#SECRET]
    record LabelRead(Map<String, String> fields) implements Observation {
        /// Keys whose values are no secrets: what a shop, a neighbour or a scanner can read.
        public static final Set<String> OPEN =
                Set.of(
                        "serial",
                        "mac",
                        "model",
                        "batch",
                        "manufactured",
                        "ssid",
                        "imei",
                        "username");

        /// Keys whose values are secrets, whatever a profile says.
        public static final Set<String> SECRET = Set.of("password", "setup_code");

        /// What QR codes with a passphrase or a pairing secret begin with: Wi-Fi, Wi-Fi Easy
        /// Connect, Matter, HomeKit.
        private static final Pattern CODE = Pattern.compile("(WIFI|DPP|MT|X-HM):");

        public LabelRead {
            fields = Map.copyOf(fields);
            if (fields.keySet().stream().anyMatch(SECRET::contains)) {
                throw new IllegalArgumentException("a label's " + SECRET + " are secrets");
            }
        }

        /// Of a whole label, what is no secret.
        ///
        /// @param identifiers keys beside [#OPEN] that the profile names as no secrets
        /// @param secrets keys that credentials take their values from
        public static LabelRead of(
                Map<String, String> label, Set<String> identifiers, Set<String> secrets) {
            var open = new HashMap<>(label);
            open.keySet().removeIf(k -> !OPEN.contains(k) && !identifiers.contains(k));
            open.keySet().removeAll(SECRET);
            open.keySet().removeAll(secrets);
            open.values().removeIf(v -> v.isBlank() || CODE.matcher(v).lookingAt());
            return new LabelRead(open);
        }
    }

    /// The MAC address under which the device is in its network, where everybody can read it:
    /// passwords may be worked out from it, printed or not.
    ///
    /// @param mac six pairs of lower-case hex with colons
    record MacSeen(String mac) implements Observation {
        private static final Pattern MAC = Pattern.compile("[0-9a-f]{2}(:[0-9a-f]{2}){5}");

        public MacSeen {
            if (!MAC.matcher(mac).matches()) {
                throw new IllegalArgumentException(
                        "a MAC address is six pairs of lower-case hex with colons, got '"
                                + mac
                                + "'");
            }
        }
    }

    /// An image was written to the device, with proof.
    ///
    /// @param image the profile's name of it
    record ImageFlashed(String image, Flashed flashed) implements Observation {}

    /// An interface that answers. `port` is nominal, 0 for a UART.
    record InterfaceFound(String interfaceName, Protocol protocol, int port, boolean documented)
            implements Observation {}

    /// A credential was taken from where the profile says it is.
    ///
    /// @param source `label`, `uart`, `page` or `stated`
    record CredentialTaken(
            String credential, Stage stage, String source, String username, Secret secret)
            implements Observation {}

    /// A credential was not where the profile says it is.
    record CredentialNotFound(String credential, Stage stage, String source, String detail)
            implements Observation {}

    /// A login was tried.
    ///
    /// @param credential the profile's name of it, empty for a dictionary try
    /// @param secretId the secret's id; for a dictionary entry its public name, such as
    ///   `root/xc3511`
    /// @param otherUnit whose secret it was, for [SecretRole#OTHER_UNIT], else empty
    /// @param detail how the interface answered, without secrets
    record LoginTried(
            String interfaceName,
            String credential,
            SecretRole role,
            Stage stage,
            LoginOutcome outcome,
            String username,
            String secretId,
            String otherUnit,
            String detail)
            implements Observation {}

    /// A function that wants a login was called without one. `ACCEPTED` = it served.
    record UsedWithoutLogin(String interfaceName, Stage stage, LoginOutcome outcome, String detail)
            implements Observation {}

    /// The user's password was set; `accepted` is what the device said.
    record PasswordDefined(
            String interfaceName, String credential, Stage stage, boolean accepted, Secret secret)
            implements Observation {}

    /// A reset was carried out; `proven` where every mark of its path was seen.
    record ResetDone(
            String path,
            int number,
            boolean proven,
            List<String> marksSeen,
            List<String> marksMissing)
            implements Observation {
        public ResetDone {
            marksSeen = List.copyOf(marksSeen);
            marksMissing = List.copyOf(marksMissing);
        }
    }

    /// The dictionary of universal defaults was tried on an interface.
    ///
    /// @param tries different entries that were answered with accepted or refused while the device
    ///   was open to logins
    /// @param locked how often a try met a lock-out, stated or silent: it counts as not made
    /// @param listed length of the whole list for this interface
    record DictionaryProbed(String interfaceName, Stage stage, int tries, int locked, int listed)
            implements Observation {}

    /// A secret stood in clear where nobody had asked for it.
    ///
    /// @param place [#CONSOLE], or the name of the interface whose page showed it without a login
    /// @param credential the profile's name of it
    /// @param role whose it is: [SecretRole#FACTORY], [SecretRole#USER] or [SecretRole#OTHER_UNIT]
    /// @param otherUnit whose secret it was, for [SecretRole#OTHER_UNIT], else empty
    record SecretSeen(
            String place,
            String credential,
            SecretRole role,
            Stage stage,
            String secretId,
            String otherUnit)
            implements Observation {
        /// The device's UART.
        public static final String CONSOLE = "console";
    }

    /// A way around the set-up was gone on a device in factory-default state, and then a function
    /// that wants a login was called without one.
    ///
    /// @param way [#DIRECTLY], [#EMPTY_PASSWORD], [#LAST_STEP], [#POWER_CUT], what was followed on
    ///   the page, such as `skip: Not now`, or the profile's own, such as `dialogue skip-later`
    /// @param outcome `ACCEPTED` = the function served
    /// @param detail how the device answered, without secrets
    record SetUpSkipped(
            String interfaceName, String way, Stage stage, LoginOutcome outcome, String detail)
            implements Observation {
        /// Nothing but the call, after a power cycle.
        public static final String DIRECTLY = "directly";

        /// The set-up was gone through with an empty password.
        public static final String EMPTY_PASSWORD = "empty password";

        /// What comes after the password in the set-up was called, and nothing before.
        public static final String LAST_STEP = "the last step alone";

        /// The supply was cut in the middle of the set-up.
        public static final String POWER_CUT = "power cut in the middle";
    }

    /// A user defined a password that no device should take (EN 303 645 5.1-1; TS 103 701 5.1-1).
    ///
    /// @param length characters of it: 0 or 1
    /// @param said how the device answered to the definition
    /// @param opened whether it opened an interface afterwards: `UNREACHABLE` where that was not
    ///   tried, since the device refused it
    record WeakPasswordTried(
            String interfaceName,
            String credential,
            Stage stage,
            int length,
            LoginOutcome said,
            LoginOutcome opened)
            implements Observation {}

    /// A button was pressed for a shorter time than any reset path of it wants.
    ///
    /// @param heldMillis how long it was held
    /// @param reset whether the marks of the path were seen nevertheless
    record ShortPressed(String path, String button, long heldMillis, boolean reset)
            implements Observation {}

    /// A session that was opened by a login was used without logging in again.
    ///
    /// @param opened when the login was
    /// @param stage when it was used: at the same stage, to see that the session serves at all, or
    ///   after a reset
    /// @param outcome `ACCEPTED` = it served
    record SessionUsed(
            String interfaceName,
            String credential,
            Stage opened,
            Stage stage,
            LoginOutcome outcome,
            String detail)
            implements Observation {}

    /// Wrong passwords were sent one after the other, to see what the device does against it (EN
    /// 303 645 5.1-5).
    ///
    /// @param tries how many were answered as wrong before the device took no more, or the
    ///   measurement ended
    /// @param millis how long they took together
    /// @param lastMillis the median time of the last five
    /// @param ended how the last try was answered: `REFUSED` where the device took all of them
    /// @param right how the right password was answered directly afterwards: `REFUSED` where the
    ///   device was locked and did not say so; `LOCKED` where that was not tried
    record BruteForced(
            String interfaceName,
            String credential,
            Stage stage,
            int tries,
            long millis,
            long lastMillis,
            LoginOutcome ended,
            LoginOutcome right)
            implements Observation {}

    /// A device was reset so long after its power-on as another time before, so that a generator
    /// which is seeded by that time gives the same password again.
    ///
    /// @param secretId the factory credential that came of it
    /// @param uptimeMillis from power-on to the reset
    /// @param clock where the device's own clock was set at power-on; empty where the slot cannot
    ///   set it, so that clocks were not the same
    record StartedAlike(
            String credential,
            Stage stage,
            String secretId,
            long uptimeMillis,
            Optional<Instant> clock)
            implements Observation {}

    /// A procedure of the suite came to its end, with nothing left to observe. A PASS of the
    /// requirement `passwords` relies on [#PASSWORDS_COLLECT] and, where there is a cross phase, on
    /// [#PASSWORDS_CROSS].
    record CaseEnded(String caseName) implements Observation {
        /// The collect phase's procedure on passwords.
        public static final String PASSWORDS_COLLECT = "passwords-collect";

        /// It was seen whether the UART answers, also where no document speaks of it.
        public static final String CONSOLE = "console-asked";

        /// The ways around the set-up were gone.
        public static final String SET_UP = "set-up-skipping";

        /// Passwords were changed, and the former ones tried.
        public static final String CHANGE = "password-change";

        /// Wrong passwords were sent one after the other, on each interface where it can be told
        /// what the device does against it.
        public static final String BRUTE_FORCE = "brute-force";

        /// Sessions from before resets were used after them.
        public static final String SESSIONS = "sessions";

        /// Passwords that no device should take were defined.
        public static final String WEAK_PASSWORDS = "weak-passwords";

        /// Buttons were pressed for too short a time.
        public static final String SHORT_PRESSES = "short-presses";

        /// Resets were made at the same time after power-on.
        public static final String EQUAL_STARTS = "equal-starts";

        /// The cross phase's procedure on passwords.
        public static final String PASSWORDS_CROSS = "passwords-cross";
    }

    /// An assertion of a user's own suite.
    record UserAssertion(String name, boolean passed, String detail) implements Observation {}
}
