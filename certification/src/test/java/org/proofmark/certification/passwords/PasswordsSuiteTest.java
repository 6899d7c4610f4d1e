package org.proofmark.certification.passwords;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.proofmark.bench.BenchFault;
import org.proofmark.bench.RunContext.KnownSecret;
import org.proofmark.certification.device.KernelVoice;
import org.proofmark.certification.device.TestDevice;
import org.proofmark.certification.device.TestDevice.AfterReset;
import org.proofmark.certification.device.TestDevice.Traits;
import org.proofmark.domain.observation.DeviceState;
import org.proofmark.domain.observation.LoginOutcome;
import org.proofmark.domain.observation.Observation.CaseEnded;
import org.proofmark.domain.observation.Observation.CredentialTaken;
import org.proofmark.domain.observation.Observation.DictionaryProbed;
import org.proofmark.domain.observation.Observation.FirmwareRead;
import org.proofmark.domain.observation.Observation.ImageFlashed;
import org.proofmark.domain.observation.Observation.InterfaceFound;
import org.proofmark.domain.observation.Observation.LoginTried;
import org.proofmark.domain.observation.Observation.MacSeen;
import org.proofmark.domain.observation.Observation.PasswordDefined;
import org.proofmark.domain.observation.Observation.ResetDone;
import org.proofmark.domain.observation.Observation.SecretSeen;
import org.proofmark.domain.observation.Observation.UsedWithoutLogin;
import org.proofmark.domain.observation.Protocol;
import org.proofmark.domain.observation.Secret;
import org.proofmark.domain.observation.SecretRole;
import org.proofmark.domain.run.UnitId;
import org.testng.annotations.Test;

public final class PasswordsSuiteTest {
    private static Traits traits(AfterReset afterReset) {
        var traits = new Traits();
        traits.afterReset = afterReset;
        return traits;
    }

    private static void ended(SuiteRig rig, String name) {
        assertThat(rig.bench().observations().getLast()).isEqualTo(new CaseEnded(name));
    }

    @Test
    public void aCompliantDeviceShowsItsWholeLife() {
        var device = new TestDevice(traits(AfterReset.LABEL));
        var rig = SuiteRig.collect(device).run();

        ended(rig, CaseEnded.PASSWORDS_COLLECT);
        assertThat(rig.seen(FirmwareRead.class)).containsExactly(new FirmwareRead("2.1.7"));
        assertThat(rig.seen(MacSeen.class)).containsExactly(new MacSeen("02:5e:10:00:00:07"));
        assertThat(rig.seen(InterfaceFound.class))
                .containsExactlyInAnyOrder(
                        new InterfaceFound("uart", Protocol.UART, 0, true),
                        new InterfaceFound("web", Protocol.HTTP, 80, true),
                        new InterfaceFound("telnet", Protocol.TELNET, 23, true));
        for (var name : List.of("web", "telnet", "uart")) {
            assertThat(rig.logins(SecretRole.FACTORY, l -> l.interfaceName().equals(name)))
                    .filteredOn(l -> l.stage().state() == DeviceState.FACTORY_DEFAULT)
                    .extracting(LoginTried::outcome)
                    .isNotEmpty()
                    .containsOnly(LoginOutcome.ACCEPTED);
            for (var role : List.of(SecretRole.WRONG, SecretRole.NONE)) {
                assertThat(rig.logins(role, l -> l.interfaceName().equals(name)))
                        .extracting(LoginTried::outcome)
                        .isNotEmpty()
                        .containsOnly(LoginOutcome.REFUSED);
            }
            assertThat(rig.logins(SecretRole.USER, l -> l.interfaceName().equals(name)))
                    .extracting(l -> l.stage().state() + " " + l.outcome())
                    .containsSubsequence(
                            "INITIALISED ACCEPTED",
                            "FACTORY_DEFAULT REFUSED",
                            "INITIALISED ACCEPTED",
                            "FACTORY_DEFAULT REFUSED")
                    .containsOnly("INITIALISED ACCEPTED", "FACTORY_DEFAULT REFUSED");
        }
        assertThat(rig.seen(ResetDone.class))
                .extracting(ResetDone::number, ResetDone::proven)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1, true),
                        org.assertj.core.groups.Tuple.tuple(2, true));
        assertThat(rig.seen(DictionaryProbed.class))
                .extracting(DictionaryProbed::interfaceName, DictionaryProbed::tries)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("web", 10),
                        org.assertj.core.groups.Tuple.tuple("telnet", 10),
                        org.assertj.core.groups.Tuple.tuple("uart", 10));
        assertThat(rig.logins(SecretRole.DICTIONARY, l -> l.outcome() != LoginOutcome.REFUSED))
                .isEmpty();
        assertThat(device.password()).isEqualTo("label-7f3a9c");
    }

    @Test
    public void whatOpensADeviceAfterAnImageWasWrittenIsSeen() {
        var traits = traits(AfterReset.LABEL);
        traits.reflashed = Optional.of(TestDevice.UNIVERSAL);
        var rig = SuiteRig.collect(new TestDevice(traits)).run();

        assertThat(rig.seen(ImageFlashed.class))
                .isNotEmpty()
                .allSatisfy(f -> {
                    assertThat(f.image()).isEqualTo("factory");
                    assertThat(f.flashed().bytes()).isEqualTo(7);
                });
        assertThat(rig.seen(ResetDone.class))
                .extracting(ResetDone::path, ResetDone::proven)
                .contains(org.assertj.core.groups.Tuple.tuple("reflash", true));
        // the label's password opens it no more, and one of the list of defaults does
        assertThat(rig.logins(SecretRole.FACTORY, l -> l.outcome() == LoginOutcome.REFUSED))
                .extracting(l -> l.stage().resetPath())
                .contains("reflash");
        assertThat(rig.logins(SecretRole.DICTIONARY, l -> l.outcome() == LoginOutcome.ACCEPTED))
                .isNotEmpty();
    }

    @Test
    public void aDeviceThatABrokenAttemptLeftWithoutAFirmwareIsWrittenAnew() {
        var traits = traits(AfterReset.LABEL);
        traits.reflashed = Optional.of(traits.delivered);
        traits.bricked = true;
        var rig = SuiteRig.collect(new TestDevice(traits), 1, 4, 2).run();

        ended(rig, CaseEnded.PASSWORDS_COLLECT);
        assertThat(rig.bench().steps())
                .contains("an earlier attempt was broken off: first an image is written");
    }

    @Test
    public void anImageThatNothingWritesBreaksTheAttempt() {
        var traits = traits(AfterReset.LABEL);
        traits.reflashed = Optional.of(TestDevice.NOTHING_WRITES);
        var device = new TestDevice(traits);

        assertThatThrownBy(() -> SuiteRig.collect(device).run()).hasMessageContaining("no-flasher");
    }

    @Test
    public void aPortThatTheProfileNamesIsNotTakenForTheOneItMightStandFor() {
        var traits = traits(AfterReset.LABEL);
        traits.webWhereDocumented = true;
        var device = new TestDevice(traits);
        var rig = SuiteRig.collect(device).run();

        ended(rig, CaseEnded.PASSWORDS_COLLECT);
        assertThat(rig.seen(InterfaceFound.class))
                .filteredOn(i -> i.protocol() == Protocol.HTTP)
                .hasSize(1)
                .allSatisfy(i -> {
                    assertThat(i.interfaceName()).isEqualTo("web");
                    assertThat(i.documented()).isTrue();
                    assertThat(device.profile()).contains("port: " + i.port());
                });
    }

    @Test
    public void nothingThatPeopleMayReadHoldsASecret() {
        var rig = SuiteRig.collect(new TestDevice(traits(AfterReset.FRESH))).run();

        var secrets =
                rig.seen(CredentialTaken.class).stream()
                        .map(t -> rig.bench().value(t.secret()))
                        .toList();
        var users =
                rig.seen(PasswordDefined.class).stream()
                        .map(t -> rig.bench().value(t.secret()))
                        .toList();
        assertThat(secrets).hasSizeGreaterThan(3).doesNotHaveDuplicates();
        assertThat(users).hasSizeGreaterThan(2).doesNotHaveDuplicates();
        var transcript =
                new String(
                        rig.bench().evidence().getOrDefault("http.jsonl", new byte[0]),
                        StandardCharsets.UTF_8);
        assertThat(transcript).contains("\"target\":\"/status\"").contains("\"status\":401");
        var lines =
                new String(
                        rig.bench().evidence().getOrDefault("lines.jsonl", new byte[0]),
                        StandardCharsets.UTF_8);
        assertThat(lines)
                .contains("\"protocol\":\"telnet\"", "> admin", "Last login", "Login incorrect")
                .contains("REFUSED (step 6)", "> •••");
        var public_ =
                lines + rig.bench().steps() + rig.bench().observations().toString() + transcript;
        assertThat(secrets).noneMatch(public_::contains);
        assertThat(users).noneMatch(public_::contains);
    }

    @Test
    public void aFreshPasswordAtEachResetIsTakenFromTheConsole() {
        var rig = SuiteRig.collect(new TestDevice(traits(AfterReset.FRESH))).run();

        ended(rig, CaseEnded.PASSWORDS_COLLECT);
        assertThat(rig.seen(CredentialTaken.class))
                .extracting(t -> t.stage().resets() + " " + rig.bench().value(t.secret()))
                .startsWith("0 label-7f3a9c", "1 fresh-1-label-7f3a9c", "2 fresh-2-label-7f3a9c");
        assertThat(rig.logins(SecretRole.FORMER_FACTORY, _ -> true))
                .extracting(LoginTried::outcome)
                .isNotEmpty()
                .containsOnly(LoginOutcome.REFUSED);
    }

    /// Prompts, marks, the version and the password are broken by lines of the kernel.
    @Test
    public void aKernelThatBreaksIntoTheConsoleHidesNothing() {
        long seed = System.nanoTime();
        var traits = traits(AfterReset.FRESH);
        traits.voice = new KernelVoice(seed);
        var rig = SuiteRig.collect(new TestDevice(traits)).run();

        assertThat(rig.seen(CredentialTaken.class).stream().map(t -> rig.bench().value(t.secret())))
                .as("seed %d", seed)
                .contains("label-7f3a9c", "fresh-1-label-7f3a9c", "fresh-2-label-7f3a9c")
                .allMatch(v -> v.matches("(fresh-\\d+-)?label-7f3a9c"), "whole");
        assertThat(
                        rig.logins(
                                SecretRole.FACTORY,
                                l ->
                                        l.interfaceName().equals("uart")
                                                && l.stage().state()
                                                        == DeviceState.FACTORY_DEFAULT))
                .as("seed %d", seed)
                .isNotEmpty()
                .allMatch(l -> l.outcome() == LoginOutcome.ACCEPTED, "accepted");
        assertThat(rig.logins(SecretRole.WRONG, l -> l.interfaceName().equals("uart")))
                .as("seed %d", seed)
                .isNotEmpty()
                .allMatch(l -> l.outcome() == LoginOutcome.REFUSED, "refused");
        assertThat(rig.seen(FirmwareRead.class))
                .as("seed %d", seed)
                .extracting(FirmwareRead::version)
                .containsOnly("2.1.7");
    }

    @Test
    public void aDeviceWithoutAPasswordIsSetUpByTheUser() {
        var device = new TestDevice(traits(AfterReset.NONE));
        var rig = SuiteRig.collect(device).run();

        ended(rig, CaseEnded.PASSWORDS_COLLECT);
        assertThat(rig.seen(CredentialTaken.class)).isEmpty();
        assertThat(rig.seen(PasswordDefined.class))
                .extracting(PasswordDefined::accepted)
                .isNotEmpty()
                .containsOnly(true);
        assertThat(rig.logins(SecretRole.USER, l -> l.interfaceName().equals("web")))
                .extracting(l -> l.stage().state() + " " + l.outcome())
                .containsSubsequence("INITIALISED ACCEPTED", "FACTORY_DEFAULT REFUSED");
        assertThat(rig.logins(SecretRole.WRONG, _ -> true)).isNotEmpty();
        assertThat(device.password()).isNull();
    }

    /// Services restart after a change: neither is the new password broken nor the old one alive.
    @Test
    public void aChangeMayTakeSomeSeconds() {
        var slow = traits(AfterReset.LABEL);
        slow.newTakes = Duration.ofSeconds(4);
        slow.oldLives = Duration.ofSeconds(7);
        var rig = SuiteRig.collect(new TestDevice(slow)).run();

        ended(rig, CaseEnded.PASSWORDS_COLLECT);
        assertThat(rig.seen(PasswordDefined.class))
                .extracting(PasswordDefined::accepted)
                .isNotEmpty()
                .containsOnly(true);
        for (var role : List.of(SecretRole.USER, SecretRole.FORMER_USER)) {
            var unlike = role == SecretRole.USER ? LoginOutcome.REFUSED : LoginOutcome.ACCEPTED;
            var tries =
                    rig.logins(
                            role,
                            l ->
                                    l.interfaceName().equals("web")
                                            && l.stage().state() == DeviceState.INITIALISED);
            assertThat(tries).isNotEmpty();
            assertThat(last(tries)).doesNotContain(unlike);
        }
    }

    @Test
    public void aPasswordThatOutlivesTheChangeIsSeenTwice() {
        var flawed = traits(AfterReset.LABEL);
        flawed.oldLives = Duration.ofDays(1);
        var rig = SuiteRig.collect(new TestDevice(flawed)).run();

        assertThat(
                        rig.logins(
                                SecretRole.FACTORY,
                                l ->
                                        l.interfaceName().equals("web")
                                                && l.stage().state() == DeviceState.INITIALISED
                                                && l.stage().resets() == 0))
                .extracting(LoginTried::outcome)
                .startsWith(LoginOutcome.ACCEPTED, LoginOutcome.ACCEPTED);
    }

    /// How the last try of each value came out.
    private static Collection<LoginOutcome> last(List<LoginTried> tries) {
        var last = new LinkedHashMap<String, LoginOutcome>();
        tries.forEach(l -> last.put(l.secretId(), l.outcome()));
        return last.values();
    }

    @Test
    public void aUniversalPasswordAfterTheResetIsFound() {
        var rig = SuiteRig.collect(new TestDevice(traits(AfterReset.UNIVERSAL))).run();

        ended(rig, CaseEnded.PASSWORDS_COLLECT);
        assertThat(rig.logins(SecretRole.DICTIONARY, l -> l.outcome() == LoginOutcome.ACCEPTED))
                .isNotEmpty()
                .allSatisfy(l -> {
                    assertThat(l.secretId()).isEqualTo("admin/admin1234");
                    assertThat(l.stage().resets()).isPositive();
                });
        assertThat(rig.logins(SecretRole.FACTORY, l -> l.stage().resets() == 1))
                .filteredOn(l -> l.secretId().equals("s1"))
                .extracting(LoginTried::outcome)
                .containsOnly(LoginOutcome.REFUSED);
        // and the last credential is known, for the cross phase
        assertThat(rig.bench().value(rig.seen(CredentialTaken.class).getLast().secret()))
                .isEqualTo(TestDevice.UNIVERSAL);
        assertThat(rig.seen(ResetDone.class)).hasSize(2);
    }

    @Test
    public void aUserPasswordThatSurvivesIsSeenToOpen() {
        var rig = SuiteRig.collect(new TestDevice(traits(AfterReset.KEPT))).run();

        ended(rig, CaseEnded.PASSWORDS_COLLECT);
        assertThat(
                        rig.logins(
                                SecretRole.USER,
                                l ->
                                        l.stage().state() == DeviceState.FACTORY_DEFAULT
                                                && l.stage().resets() > 0))
                .extracting(LoginTried::outcome)
                .containsOnly(LoginOutcome.ACCEPTED)
                .hasSizeGreaterThanOrEqualTo(9);
        assertThat(rig.seen(ResetDone.class)).hasSize(2);
    }

    @Test
    public void aHiddenAccountOnUndocumentedTelnetIsFound() {
        var traits = traits(AfterReset.LABEL);
        traits.telnetDocumented = false;
        traits.hidden.put("root", "xc3511");
        var rig = SuiteRig.collect(new TestDevice(traits), 1, 10, 1).run();

        ended(rig, CaseEnded.PASSWORDS_COLLECT);
        assertThat(rig.seen(InterfaceFound.class))
                .contains(new InterfaceFound("tcp-23", Protocol.TELNET, 23, false));
        assertThat(rig.logins(SecretRole.DICTIONARY, l -> l.outcome() == LoginOutcome.ACCEPTED))
                .extracting(l -> l.interfaceName() + " " + l.secretId())
                .containsExactly("tcp-23 root/xc3511");
    }

    @Test
    public void aDefaultThatOpensAtTheFirstTryIsToldFromALoginThatTakesAnything() {
        var traits = traits(AfterReset.LABEL);
        traits.telnetDocumented = false;
        traits.hidden.put("root", "xc3511");
        var rig = SuiteRig.collect(new TestDevice(traits), 1, 10, 1).run();

        ended(rig, CaseEnded.PASSWORDS_COLLECT);
        assertThat(rig.logins(SecretRole.DICTIONARY, l -> l.interfaceName().equals("tcp-23")))
                .extracting(l -> l.secretId() + " " + l.outcome())
                .containsExactly("root/xc3511 ACCEPTED");
        assertThat(rig.logins(SecretRole.WRONG, l -> l.interfaceName().equals("tcp-23")))
                .extracting(l -> l.username() + " " + l.outcome())
                .containsExactly("root REFUSED");
    }

    @Test
    public void aLoginThatTakesAnythingBeforeTheSetUpIsShownByARandomPassword() {
        var traits = traits(AfterReset.NONE);
        traits.anyBeforeSetUp = true;
        var rig = SuiteRig.collect(new TestDevice(traits), 1, 10, 1).run();

        ended(rig, CaseEnded.PASSWORDS_COLLECT);
        for (var role : java.util.List.of(SecretRole.USER, SecretRole.DICTIONARY)) {
            var last =
                    rig.seen(LoginTried.class).stream()
                            .filter(l -> l.interfaceName().equals("web"))
                            .filter(l -> l.stage().state() == DeviceState.FACTORY_DEFAULT)
                            .dropWhile(l -> l.role() != role)
                            .limit(2)
                            .map(l -> l.role() + " " + l.outcome());
            assertThat(last).containsExactly(role + " ACCEPTED", "WRONG ACCEPTED");
        }
    }

    @Test
    public void aUniversalPasswordThatOnlyALaterResetBringsIsFound() {
        var traits = traits(AfterReset.UNIVERSAL);
        traits.telnet = false;
        traits.goodResets = 1;
        var rig = SuiteRig.collect(new TestDevice(traits), 2, 10, 1).run();

        ended(rig, CaseEnded.PASSWORDS_COLLECT);
        assertThat(rig.logins(SecretRole.DICTIONARY, l -> l.outcome() == LoginOutcome.ACCEPTED))
                .isNotEmpty()
                .allSatisfy(l -> {
                    assertThat(l.secretId()).isEqualTo("admin/" + TestDevice.UNIVERSAL);
                    assertThat(l.stage().resets()).isEqualTo(2);
                });
    }

    @Test
    public void useWithoutALoginIsSeen() {
        var traits = traits(AfterReset.LABEL);
        traits.useWithoutLogin = true;
        var rig = SuiteRig.collect(new TestDevice(traits), 1, 0, 1).run();
        assertThat(rig.seen(UsedWithoutLogin.class))
                .filteredOn(u -> u.interfaceName().equals("web"))
                .extracting(UsedWithoutLogin::outcome)
                .isNotEmpty()
                .containsOnly(LoginOutcome.ACCEPTED);
    }

    @Test
    public void anOpenShellOnTheUartIsSeen() {
        var traits = traits(AfterReset.LABEL);
        traits.uartShellOpen = true;
        var rig = SuiteRig.collect(new TestDevice(traits), 0, 0, 1).run();
        assertThat(rig.seen(UsedWithoutLogin.class))
                .filteredOn(u -> u.interfaceName().equals("uart"))
                .extracting(UsedWithoutLogin::outcome)
                .containsOnly(LoginOutcome.ACCEPTED);
    }

    @Test
    public void aLockOutIsNeverTakenForARefusal() {
        var traits = traits(AfterReset.LABEL);
        traits.telnet = false;
        traits.lockAfter = 5;
        traits.rightClears = false;
        var rig = SuiteRig.collect(new TestDevice(traits)).run();

        ended(rig, CaseEnded.PASSWORDS_COLLECT);
        assertThat(
                        rig.logins(
                                SecretRole.FACTORY,
                                l -> l.stage().state() == DeviceState.FACTORY_DEFAULT))
                .extracting(LoginTried::outcome)
                .contains(LoginOutcome.ACCEPTED)
                .doesNotContain(LoginOutcome.REFUSED);
        assertThat(rig.seen(DictionaryProbed.class))
                .filteredOn(d -> d.interfaceName().equals("web"))
                .extracting(DictionaryProbed::tries)
                .containsExactly(10);
        assertThat(rig.seen(LoginTried.class))
                .extracting(LoginTried::outcome)
                .contains(LoginOutcome.LOCKED);
    }

    /// A device that is locked and says 'wrong password' to everything hides what would open it.
    @Test
    public void aSilentLockOutHidesNoUniversalDefault() {
        for (boolean documented : List.of(true, false)) {
            var traits = traits(AfterReset.LABEL);
            traits.telnetDocumented = documented;
            traits.silentLockAfter = 5;
            traits.rightClears = false;
            traits.hidden.put("user", "user");
            var rig = SuiteRig.collect(new TestDevice(traits), 1, 10, 1).run();

            ended(rig, CaseEnded.PASSWORDS_COLLECT);
            assertThat(rig.logins(SecretRole.DICTIONARY, l -> l.outcome() == LoginOutcome.ACCEPTED))
                    .as("documented: " + documented)
                    .extracting(LoginTried::secretId)
                    .containsExactly("user/user");
            // and no entry got two answers
            assertThat(rig.logins(SecretRole.DICTIONARY, l -> l.outcome() == LoginOutcome.REFUSED))
                    .extracting(l -> l.interfaceName() + " " + l.secretId())
                    .doesNotHaveDuplicates()
                    .noneMatch(l -> l.endsWith("user/user") && l.startsWith("t"));
        }
    }

    @Test
    public void aSilentLockOutOfOneAccountHidesNoDefaultOfIt() {
        var traits = traits(AfterReset.LABEL);
        traits.telnetDocumented = false;
        traits.accountLockAfter = 3;
        traits.hidden.put("root", "888888");
        var rig = SuiteRig.collect(new TestDevice(traits), 1, 12, 1).run();

        assertThat(rig.logins(SecretRole.DICTIONARY, l -> l.outcome() == LoginOutcome.ACCEPTED))
                .extracting(l -> l.interfaceName() + " " + l.secretId())
                .containsExactly("tcp-23 root/888888");
    }

    @Test
    public void triesUnderASilentLockOutThatLastsCountAsNotMade() {
        var traits = traits(AfterReset.LABEL);
        traits.telnet = false;
        traits.silentLockAfter = 8;
        traits.silentLockLasts = true;
        traits.rightClears = false;
        var rig = SuiteRig.collect(new TestDevice(traits), 1, 20, 1).run();

        ended(rig, CaseEnded.PASSWORDS_COLLECT);
        var web = rig.seen(DictionaryProbed.class).getFirst();
        assertThat(web.interfaceName()).isEqualTo("web");
        assertThat(web.tries()).isBetween(1, 8);
        assertThat(web.locked()).isPositive();
        assertThat(rig.logins(SecretRole.DICTIONARY, l -> l.outcome() == LoginOutcome.REFUSED))
                .extracting(LoginTried::interfaceName)
                .filteredOn("web"::equals)
                .hasSize(web.tries());
        // the factory credential worked at that stage: no wrong answer of it is on record
        assertThat(rig.logins(SecretRole.FACTORY, l -> l.outcome() == LoginOutcome.REFUSED))
                .filteredOn(l -> l.stage().state() == DeviceState.FACTORY_DEFAULT)
                .isEmpty();
    }

    @Test
    public void aSilentLockOutIsNeverBlamedOnTheDevice() {
        var traits = traits(AfterReset.LABEL);
        traits.silentLockAfter = 4;
        traits.rightClears = false;
        var rig = SuiteRig.collect(new TestDevice(traits)).run();

        ended(rig, CaseEnded.PASSWORDS_COLLECT);
        assertThat(
                        rig.logins(
                                SecretRole.FACTORY,
                                l -> l.stage().state() == DeviceState.FACTORY_DEFAULT))
                .extracting(LoginTried::outcome)
                .contains(LoginOutcome.LOCKED, LoginOutcome.ACCEPTED)
                .doesNotContain(LoginOutcome.REFUSED);
        assertThat(rig.logins(SecretRole.USER, l -> l.stage().state() == DeviceState.INITIALISED))
                .extracting(LoginTried::outcome)
                .doesNotContain(LoginOutcome.REFUSED);
    }

    @Test
    public void aButtonThatDoesNothingIsAFaultAndNoVerdict() {
        var traits = traits(AfterReset.LABEL);
        traits.buttonDead = true;
        var rig = SuiteRig.collect(new TestDevice(traits));
        assertThatThrownBy(rig::run)
                .isInstanceOfSatisfying(
                        BenchFault.class,
                        f -> assertThat(f.fault().code()).isEqualTo("reset-not-proven"));
        assertThat(rig.seen(ResetDone.class))
                .extracting(ResetDone::proven)
                .containsExactly(false, false);
        assertThat(rig.seen(CaseEnded.class))
                .doesNotContain(new CaseEnded(CaseEnded.PASSWORDS_COLLECT));
    }

    @Test
    public void aLaterAttemptBeginsWithAReset() {
        var device = new TestDevice(traits(AfterReset.LABEL)).with("left-by-attempt-1");
        var rig = SuiteRig.collect(device, 1, 2, 2).run();

        ended(rig, CaseEnded.PASSWORDS_COLLECT);
        assertThat(rig.logins(SecretRole.FACTORY, l -> l.stage().resets() == 0))
                .filteredOn(l -> l.stage().state() == DeviceState.FACTORY_DEFAULT)
                .extracting(LoginTried::outcome)
                .containsOnly(LoginOutcome.ACCEPTED);
        assertThat(rig.seen(ResetDone.class)).hasSize(1);
    }

    @Test
    public void crossTriesEachOtherUnitBetweenTwoProofs() {
        var own = known("u1", "label-7f3a9c", "s1");
        var other = known("u2", "label-11ee00", "s9");
        var rig =
                SuiteRig.cross(
                                new TestDevice(traits(AfterReset.LABEL)),
                                List.of(own),
                                List.of(other))
                        .run();
        ended(rig, CaseEnded.PASSWORDS_CROSS);
        assertThat(rig.seen(LoginTried.class))
                .filteredOn(l -> l.interfaceName().equals("web"))
                .extracting(l -> l.role() + " " + l.outcome() + " " + l.otherUnit())
                .containsExactly(
                        "FACTORY ACCEPTED ",
                        "FACTORY ACCEPTED ",
                        // the login that shows what the refusal was is on record before it
                        "FACTORY ACCEPTED ",
                        "OTHER_UNIT REFUSED u2",
                        "FACTORY ACCEPTED ");
    }

    /// Units beyond the third would only see the lock-out that the tries before caused.
    @Test
    public void aSilentLockOutHidesNoOtherUnitsCredential() {
        var traits = traits(AfterReset.LABEL);
        traits.telnet = false;
        traits.silentLockAfter = 3;
        traits.rightClears = false;
        var others = new java.util.ArrayList<KnownSecret>();
        for (int i = 2; i <= 6; i++) {
            others.add(known("u" + i, "label-11ee0" + i, "s" + i));
        }
        others.add(known("u7", "label-7f3a9c", "s7"));
        var rig =
                SuiteRig.cross(
                                new TestDevice(traits),
                                List.of(known("u1", "label-7f3a9c", "s1")),
                                others)
                        .run();
        ended(rig, CaseEnded.PASSWORDS_CROSS);
        assertThat(rig.logins(SecretRole.OTHER_UNIT, l -> l.interfaceName().equals("web")))
                .filteredOn(l -> l.outcome() != LoginOutcome.LOCKED)
                .extracting(l -> l.otherUnit() + " " + l.outcome())
                .containsExactly(
                        "u2 REFUSED",
                        "u3 REFUSED",
                        "u4 REFUSED",
                        "u5 REFUSED",
                        "u6 REFUSED",
                        "u7 ACCEPTED");
    }

    @Test
    public void aFactoryPasswordThatTheConsolePrintsIsSeen() {
        var traits = traits(AfterReset.LABEL);
        traits.telnet = false;
        traits.printed = "wlan0: psk LABEL set";
        traits.printedAtSetUp = "httpd: new password NEW";
        traits.pageTells = true;
        var rig = SuiteRig.collect(new TestDevice(traits), 1, 0, 1).run();

        ended(rig, CaseEnded.PASSWORDS_COLLECT);
        assertThat(rig.seen(SecretSeen.class))
                .extracting(s -> s.place() + " " + s.role() + " " + s.stage().state())
                .startsWith("console FACTORY FACTORY_DEFAULT", "console USER INITIALISED")
                .endsWith("web FACTORY FACTORY_DEFAULT");
    }

    @Test
    public void whatIsMeantToStandOnTheConsoleIsNoSighting() {
        var rig = SuiteRig.collect(new TestDevice(traits(AfterReset.FRESH)), 1, 0, 1).run();
        ended(rig, CaseEnded.PASSWORDS_COLLECT);
        assertThat(rig.seen(SecretSeen.class)).isEmpty();
    }

    @Test
    public void aPasswordThatOnlyTheConsoleNamesIsTriedAndTaken() {
        var traits = traits(AfterReset.LABEL);
        traits.printed = "support console: root password: s3rv1ce-all";
        traits.hidden.put("root", "s3rv1ce-all");
        var rig = SuiteRig.collect(new TestDevice(traits), 1, 0, 1).run();

        ended(rig, CaseEnded.PASSWORDS_COLLECT);
        assertThat(rig.seen(CredentialTaken.class))
                .filteredOn(t -> t.source().equals("uart"))
                .extracting(t -> t.username() + " " + rig.bench().value(t.secret()))
                .containsExactly("root s3rv1ce-all", "root s3rv1ce-all");
        // what the label says is still what the unit is known by
        assertThat(rig.seen(CredentialTaken.class).getLast().source()).isEqualTo("label");
        assertThat(rig.logins(SecretRole.FACTORY, l -> l.username().equals("root")))
                .filteredOn(l -> l.outcome() == LoginOutcome.ACCEPTED)
                .filteredOn(l -> l.credential().equals("admin"))
                .extracting(LoginTried::interfaceName)
                .containsExactly("telnet", "telnet");
    }

    @Test
    public void anotherUnitsPasswordOnTheConsoleIsSeen() {
        var traits = traits(AfterReset.LABEL);
        traits.printed = "cloud id label-11ee00";
        var rig =
                SuiteRig.cross(
                                new TestDevice(traits),
                                List.of(known("u1", "label-7f3a9c", "s1")),
                                List.of(known("u2", "label-11ee00", "s9")))
                        .run();
        assertThat(rig.seen(SecretSeen.class))
                .extracting(s -> s.place() + " " + s.role() + " " + s.otherUnit())
                .containsExactly("console OTHER_UNIT u2");
    }

    @Test
    public void aPortThatNeverAnswersIsFoundAndCalledUnknown() {
        var traits = traits(AfterReset.LABEL);
        traits.mutePort = true;
        var rig = SuiteRig.collect(new TestDevice(traits), 0, 0, 1).run();
        assertThat(rig.seen(InterfaceFound.class))
                .contains(new InterfaceFound("tcp-4711", Protocol.UNKNOWN, 4711, false));
    }

    @Test
    public void crossSeesACredentialThatOpensAnotherUnit() {
        var shared = "label-7f3a9c";
        var rig =
                SuiteRig.cross(
                                new TestDevice(traits(AfterReset.LABEL)),
                                List.of(known("u1", shared, "s1")),
                                List.of(known("u2", shared, "s4")))
                        .run();
        assertThat(rig.logins(SecretRole.OTHER_UNIT, _ -> true))
                .extracting(LoginTried::outcome)
                .hasSize(3)
                .containsOnly(LoginOutcome.ACCEPTED);
        assertThat(rig.logins(SecretRole.OTHER_UNIT, _ -> true))
                .extracting(LoginTried::secretId)
                .containsOnly("s4");
    }

    private static KnownSecret known(String unit, String value, String id) {
        return new KnownSecret(new UnitId(unit), "admin", "admin", new Secret(id), value);
    }
}
