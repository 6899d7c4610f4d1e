package org.proofmark.certification.passwords;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.proofmark.certification.device.TestDevice;
import org.proofmark.certification.device.WizardDevice;
import org.proofmark.domain.observation.DeviceState;
import org.proofmark.domain.observation.LoginOutcome;
import org.proofmark.domain.observation.Observation.BruteForced;
import org.proofmark.domain.observation.Observation.CaseEnded;
import org.proofmark.domain.observation.Observation.DictionaryProbed;
import org.proofmark.domain.observation.Observation.InterfaceFound;
import org.proofmark.domain.observation.Observation.LoginTried;
import org.proofmark.domain.observation.Observation.PasswordDefined;
import org.proofmark.domain.observation.Observation.ResetDone;
import org.proofmark.domain.observation.Observation.SessionUsed;
import org.proofmark.domain.observation.Observation.SetUpSkipped;
import org.proofmark.domain.observation.Observation.ShortPressed;
import org.proofmark.domain.observation.Observation.StartedAlike;
import org.proofmark.domain.observation.Observation.UsedWithoutLogin;
import org.proofmark.domain.observation.Observation.WeakPasswordTried;
import org.proofmark.domain.observation.Protocol;
import org.proofmark.domain.observation.SecretRole;
import org.proofmark.domain.plan.DictionaryLimit;
import org.testng.annotations.Test;

/// What is tried against a device beside its ordinary life.
public final class AbuseTest {
    private static SuiteRig wizard(Consumer<WizardDevice.Traits> change) {
        var traits = new WizardDevice.Traits();
        change.accept(traits);
        var rig = SuiteRig.collect(new WizardDevice(traits)).run();
        assertThat(rig.seen(CaseEnded.class)).contains(new CaseEnded(CaseEnded.PASSWORDS_COLLECT));
        return rig;
    }

    private static SuiteRig box(Consumer<TestDevice.Traits> change) {
        var traits = new TestDevice.Traits();
        traits.telnet = false;
        change.accept(traits);
        return SuiteRig.collect(new TestDevice(traits), 1, 0, 1).run();
    }

    private static List<String> ways(SuiteRig rig) {
        return rig.seen(SetUpSkipped.class).stream().map(s -> s.way() + " " + s.outcome()).toList();
    }

    @Test
    public void aSetUpThatHoldsIsTriedInEachWayAndEndsEveryProcedure() {
        var rig = wizard(_ -> {});

        assertThat(ways(rig))
                .containsExactly(
                        "empty password REFUSED",
                        "the last step alone REFUSED",
                        "power cut in the middle REFUSED");
        assertThat(rig.seen(CaseEnded.class))
                .extracting(CaseEnded::caseName)
                .containsExactly(
                        CaseEnded.CONSOLE,
                        CaseEnded.SET_UP,
                        CaseEnded.CHANGE,
                        CaseEnded.SESSIONS,
                        CaseEnded.SHORT_PRESSES,
                        CaseEnded.WEAK_PASSWORDS,
                        CaseEnded.BRUTE_FORCE,
                        CaseEnded.EQUAL_STARTS,
                        CaseEnded.PASSWORDS_COLLECT);
        assertThat(rig.seen(WeakPasswordTried.class))
                .extracting(w -> w.length() + " " + w.said() + " " + w.opened())
                .containsExactly("1 REFUSED UNREACHABLE", "0 REFUSED UNREACHABLE");
        assertThat(rig.seen(ShortPressed.class))
                .extracting(ShortPressed::reset)
                .containsOnly(false);
        assertThat(rig.seen(InterfaceFound.class))
                .extracting(InterfaceFound::documented)
                .containsOnly(true);
    }

    @Test
    public void aLinkAroundTheSetUpIsFollowed() {
        assertThat(ways(wizard(t -> t.skipLink = true))).contains("Skip for now ACCEPTED");
    }

    @Test
    public void theLastStepOfTheSetUpIsCalledAlone() {
        assertThat(ways(wizard(t -> t.believesFinish = true)))
                .contains("the last step alone ACCEPTED");
    }

    @Test
    public void theLastStepIsCalledFromASessionThatLeftThePasswordOut() {
        assertThat(ways(wizard(t -> t.believesFinishOfBrowser = true)))
                .contains("the last step alone ACCEPTED");
    }

    @Test
    public void aPowerCutInTheMiddleOfTheSetUpIsMade() {
        assertThat(ways(wizard(t -> t.cutOpens = true)))
                .contains("power cut in the middle ACCEPTED");
    }

    @Test
    public void whatServesBeforeTheSetUpIsAskedAgainAfterAPowerCycle() {
        assertThat(ways(wizard(t -> t.openBeforeSetUp = true)))
                .containsExactly("directly ACCEPTED");
    }

    @Test
    public void passwordsThatAreNoneAreDefinedAndTried() {
        var rig = wizard(t -> t.shortestPassword = 0);
        assertThat(rig.seen(WeakPasswordTried.class))
                .extracting(w -> w.length() + " " + w.said() + " " + w.opened())
                .containsExactly("1 ACCEPTED ACCEPTED", "0 ACCEPTED ACCEPTED");
    }

    @Test
    public void aSessionIsUsedBeforeAndAfterAReset() {
        assertThat(wizard(_ -> {}).seen(SessionUsed.class))
                .extracting(s -> s.stage().resets() + " " + s.outcome())
                .containsExactly("0 ACCEPTED", "1 REFUSED");
        assertThat(wizard(t -> t.sessionsSurvive = true).seen(SessionUsed.class))
                .extracting(s -> s.stage().resets() + " " + s.outcome())
                .containsExactly("0 ACCEPTED", "1 ACCEPTED");
    }

    @Test
    public void universalDefaultsEndWithTheListOrWithTheirTime() {
        assertThat(probed(DictionaryLimit.wholeList()))
                .isNotEmpty()
                .allMatch(p -> p.tries() == p.listed());
        assertThat(probed(DictionaryLimit.within(Duration.ofNanos(1))))
                .isNotEmpty()
                .allMatch(p -> p.tries() == 0 && p.listed() > 0);
    }

    private static List<DictionaryProbed> probed(DictionaryLimit limit) {
        var traits = new WizardDevice.Traits();
        traits.lockAfter = Integer.MAX_VALUE;
        return SuiteRig.collect(new WizardDevice(traits), limit).run().seen(DictionaryProbed.class);
    }

    @Test
    public void aWayAroundTheSetUpThatTheProfileNamesIsGone() {
        assertThat(
                        ways(
                                wizard(t -> {
                                    t.hiddenSkip = true;
                                    t.skipNamed = true;
                                })))
                .startsWith("dialogue skip-later ACCEPTED")
                .contains("empty password REFUSED", "power cut in the middle REFUSED");
        assertThat(ways(wizard(t -> t.skipNamed = true))).startsWith("dialogue skip-later REFUSED");
        assertThat(ways(wizard(t -> t.hiddenSkip = true)))
                .noneMatch(way -> way.contains("ACCEPTED"));
    }

    @Test
    public void wrongPasswordsAreSentUntilTheDeviceTakesNoMore() {
        var locking = wizard(_ -> {}).seen(BruteForced.class).getFirst();
        assertThat(locking.tries()).isEqualTo(5);
        assertThat(locking.ended()).isEqualTo(LoginOutcome.LOCKED);

        var open = wizard(t -> t.lockAfter = Integer.MAX_VALUE).seen(BruteForced.class).getFirst();
        assertThat(open.tries()).isEqualTo(50);
        assertThat(open.ended()).isEqualTo(LoginOutcome.REFUSED);
        assertThat(open.right()).isEqualTo(LoginOutcome.ACCEPTED);
    }

    @Test
    public void aLockOutThatNobodyStatesIsSeenByTheRightPassword() {
        var silent = box(t -> t.silentLockAfter = 8).seen(BruteForced.class).getFirst();
        assertThat(silent.ended()).isEqualTo(LoginOutcome.REFUSED);
        assertThat(silent.right()).isEqualTo(LoginOutcome.REFUSED);
    }

    @Test
    public void aShellThatNobodyDocumentedAnswersToEnter() {
        var rig = wizard(t -> t.consoleAnswer = "\r\n/ # ");
        assertThat(rig.seen(InterfaceFound.class))
                .contains(new InterfaceFound("uart", Protocol.UART, 0, false));
        assertThat(rig.seen(UsedWithoutLogin.class))
                .filteredOn(u -> u.interfaceName().equals("uart"))
                .extracting(UsedWithoutLogin::outcome)
                .isNotEmpty()
                .containsOnly(LoginOutcome.ACCEPTED);
    }

    @Test
    public void aPortThatIsOpenOnlyDuringTheBootIsFound() {
        var rig =
                box(t -> {
                    t.telnet = true;
                    t.telnetDocumented = false;
                    t.telnetOnlyAtBoot = true;
                });
        assertThat(rig.seen(InterfaceFound.class))
                .contains(new InterfaceFound("tcp-23", Protocol.TELNET, 23, false));
    }

    @Test
    public void aConsoleThatOnlyPrintsIsNoInterface() {
        var rig = wizard(t -> t.consoleAnswer = "\r\n[   12.3] progress 100%\r\n<6> eth0>\r\n");
        assertThat(rig.seen(InterfaceFound.class))
                .extracting(InterfaceFound::protocol)
                .containsOnly(Protocol.HTTP);
    }

    @Test
    public void aShortPressThatErasesIsSeen() {
        assertThat(box(t -> t.anyPressResets = true).seen(ShortPressed.class))
                .extracting(ShortPressed::reset)
                .containsExactly(true);
        assertThat(box(_ -> {}).seen(ShortPressed.class))
                .extracting(ShortPressed::reset)
                .containsExactly(false);
    }

    @Test
    public void aResetThatWorksAtTheSecondTryIsOnRecordWithBoth() {
        assertThat(box(t -> t.deafPresses = 1).seen(ResetDone.class))
                .extracting(r -> r.number() + " " + r.proven())
                .containsExactly("1 false", "1 true");
    }

    @Test
    public void theFactoryPasswordIsTriedAfterAChangeAndAfterAPowerCycle() {
        var rig = box(_ -> {});
        assertThat(rig.logins(SecretRole.FACTORY, l -> l.interfaceName().equals("web")))
                .filteredOn(l -> l.stage().state() == DeviceState.INITIALISED)
                .extracting(LoginTried::outcome)
                .hasSizeGreaterThanOrEqualTo(2)
                .containsOnly(LoginOutcome.REFUSED);
        assertThat(rig.logins(SecretRole.FORMER_USER, l -> l.interfaceName().equals("web")))
                .extracting(LoginTried::outcome)
                .containsExactly(LoginOutcome.REFUSED);
    }

    @Test
    public void onlyADeviceThatMakesPasswordsIsStartedAlike() {
        var fresh = box(t -> t.afterReset = TestDevice.AfterReset.FRESH);
        assertThat(fresh.seen(StartedAlike.class))
                .hasSize(2)
                .extracting(StartedAlike::uptimeMillis)
                .allMatch(t -> t == 5000);
        assertThat(fresh.seen(StartedAlike.class))
                .extracting(StartedAlike::secretId)
                .doesNotHaveDuplicates();
        assertThat(box(_ -> {}).seen(StartedAlike.class)).isEmpty();
    }

    @Test
    public void aPasswordThatComesOfTheClockIsTheSameAtEqualStarts() {
        var traits = new TestDevice.Traits();
        traits.afterReset = TestDevice.AfterReset.FRESH;
        traits.seededByClock = true;
        traits.clockCanBeSet = true;
        var device = new TestDevice(traits);
        var starts = SuiteRig.collect(device).run().seen(StartedAlike.class);
        assertThat(starts).hasSize(2);
        assertThat(starts)
                .extracting(StartedAlike::secretId)
                .containsOnly(starts.getFirst().secretId());
        assertThat(starts)
                .extracting(StartedAlike::clock)
                .containsOnly(Optional.of(EqualStarts.CLOCK));
        assertThat(device.seed())
                .as("the present time again")
                .isNotEqualTo(EqualStarts.CLOCK.getEpochSecond());

        traits.clockCanBeSet = false;
        assertThat(SuiteRig.collect(new TestDevice(traits)).run().seen(StartedAlike.class))
                .hasSize(2)
                .extracting(StartedAlike::clock)
                .containsOnly(Optional.empty());
    }

    private static List<InterfaceFound> overUdp(boolean documented) {
        return box(
                        t -> {
                            t.community = "public";
                            t.snmpDocumented = documented;
                        })
                .seen(InterfaceFound.class)
                .stream()
                .filter(f -> f.port() == 161)
                .toList();
    }

    @Test
    public void aServiceOverUdpIsFoundWithTheCommunityThatOpensIt() {
        assertThat(overUdp(false))
                .containsExactly(
                        new InterfaceFound(
                                "udp-161 with the community 'public'", Protocol.SNMP, 161, false));
        assertThat(overUdp(true))
                .containsExactly(new InterfaceFound("management", Protocol.SNMP, 161, true));
    }

    @Test
    public void nothingOfItIsATextThatHoldsAPassword() {
        var rig = box(_ -> {});
        var values =
                rig.seen(PasswordDefined.class).stream()
                        .map(d -> rig.bench().value(d.secret()))
                        .toList();
        var said = rig.bench().observations().toString() + rig.bench().steps();
        assertThat(values).isNotEmpty().noneMatch(said::contains);
    }
}
