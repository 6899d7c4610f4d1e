package org.proofmark.domain.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.proofmark.domain.observation.DeviceState.FACTORY_DEFAULT;
import static org.proofmark.domain.observation.DeviceState.INITIALISED;
import static org.proofmark.domain.observation.LoginOutcome.ACCEPTED;
import static org.proofmark.domain.observation.LoginOutcome.REFUSED;
import static org.proofmark.domain.verdict.Scene.at;
import static org.proofmark.domain.verdict.Scene.dictionary;

import java.util.List;
import java.util.Random;
import org.proofmark.domain.observation.Observation;
import org.proofmark.domain.observation.Observation.FirmwareRead;
import org.proofmark.domain.observation.Observation.UsedWithoutLogin;
import org.proofmark.domain.observation.Observation.UserAssertion;
import org.proofmark.domain.run.Fault;
import org.proofmark.domain.run.Phase;
import org.proofmark.domain.run.RunId;
import org.proofmark.domain.run.UnitId;
import org.proofmark.domain.verdict.AttemptEvidence.FaultRecord;
import org.testng.annotations.Test;

public class AttemptsTest {
    @Test
    public void aDeviceThatEndedByItselfIsNamedAndNoFaultOfTheRig() {
        var scene = Scene.labelled("u1", "u2");
        scene.unit(0).faultAfter(5, "device-exited");
        assertThat(scene.passwords().outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(scene.passwords().reasons())
                .filteredOn(r -> r.code().equals("device-exited"))
                .singleElement()
                .satisfies(r ->
                        assertThat(r.text())
                                .contains("Unit u1", "the device ended by itself", "It broke")
                                .doesNotContain("fault of the rig"));
    }

    @Test
    public void aDeviceThatDidNotRunIsNeitherBlamedNorIsItsRig() {
        for (var code :
                List.of(
                        "device-panic",
                        "device-boot-loop",
                        "device-watchdog-reset",
                        "device-brown-out")) {
            var scene = Scene.labelled("u1", "u2");
            scene.unit(0).faultAfter(5, code);
            assertThat(scene.passwords().outcome()).isEqualTo(Outcome.INCONCLUSIVE);
            assertThat(scene.passwords().reasons())
                    .filteredOn(r -> r.code().equals(code))
                    .singleElement()
                    .satisfies(r ->
                            assertThat(r.text())
                                    .contains("Unit u1", "did not run", "or its slot", "It broke")
                                    .doesNotContain("fault of the rig"));
        }
    }

    private static Observation open() {
        return new UsedWithoutLogin(Scene.WEB, at(INITIALISED, 1), ACCEPTED, "");
    }

    @Test
    public void aFaultIsInconclusiveWithItsCause() {
        var scene = Scene.labelled("u1", "u2");
        scene.unit(0).faultAfter(5, "power-stuck");
        assertThat(scene.passwords().outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(scene.codes()).containsExactly("power-stuck");
        assertThat(scene.passwords().reasons().getFirst().text())
                .contains("Unit u1", "a step", "It broke", "not of the device");
    }

    @Test
    public void aViolationBeforeTheFaultStaysAFail() {
        var scene = Scene.labelled("u1", "u2");
        scene.unit(0).collect.add(3, open());
        scene.unit(0).faultAfter(4, "power-stuck");
        assertThat(scene.codes()).containsExactly("usable-without-password");
        scene.unit(0).faultAfter(3, "console-gone");
        assertThat(scene.codes()).containsExactly("console-gone");
    }

    @Test
    public void aViolationSeenBeforeAFenceStaysAFail() {
        var scene = Scene.labelled("u1", "u2");
        scene.unit(0).add(open());
        scene.unit(0).fenced = true;
        scene.unit(0).retried();
        assertThat(scene.codes()).containsExactly("usable-without-password");
    }

    @Test
    public void aLaterAttemptWithoutAFaultDecides() {
        var scene = Scene.labelled("u1", "u2");
        scene.unit(0).faultAfter(5, "agent-lost").retried();
        scene.unit(0).collect = Scene.labelled("u1", "u2").unit(0).collect;
        assertThat(scene.codes()).containsExactly("secrets-not-compared");
        assertThat(scene.findings()).containsExactly("agent-lost");
        var user = Scene.userDefined("u1");
        user.unit(0).faultAfter(5, "agent-lost").retried();
        assertThat(user.passwords().outcome()).isEqualTo(Outcome.PASS);
        assertThat(user.findings()).containsExactly("agent-lost");
    }

    @Test
    public void aFenceAnEndThatDidNotComeAndAnEndThatWasNoneAreNamed() {
        var scene = Scene.userDefined("u1");
        scene.unit(0).fenced = true;
        assertThat(scene.codes()).containsExactly("attempt-fenced");
        scene.unit(0).fenced = false;
        scene.unit(0).ended = false;
        assertThat(scene.codes()).containsExactly("not-ended");
        scene.unit(0).ended = true;
        scene.unit(0).completed = false;
        assertThat(scene.codes()).containsExactly("suite-defect");
    }

    @Test
    public void aFaultInTheCrossPhaseIsInconclusive() {
        var scene = Scene.labelled("u1", "u2");
        scene.unit(1).crossFaults.add(new FaultRecord(5, Fault.of("rig-lost", "Gone", "cross")));
        assertThat(scene.codes()).containsExactly("rig-lost");
        assertThat(scene.unitVerdicts())
                .extracting(v -> v.verdict().outcome())
                .containsExactly(Outcome.PASS, Outcome.INCONCLUSIVE);
    }

    @Test
    public void anotherDeviceInTheSlotIsNotLaidToTheUnit() {
        var scene = Scene.labelled("u1", "u2");
        scene.equal(scene.ref("u1", "f0"), scene.ref("u2", "f0"));
        scene.unit(0).faultAfter(40, "wrong-device");
        assertThat(scene.codes()).containsExactly("wrong-device");
    }

    @Test
    public void aFailGoesBeforeAFault() {
        var scene = Scene.labelled("u1", "u2");
        scene.unit(0).faultAfter(2, "power-stuck");
        scene.unit(1).add(open());
        assertThat(scene.passwords().outcome()).isEqualTo(Outcome.FAIL);
        assertThat(scene.unitVerdicts())
                .extracting(v -> v.verdict().outcome())
                .containsExactly(Outcome.INCONCLUSIVE, Outcome.FAIL);
    }

    @Test
    public void unitsOfTwoFirmwaresAreTwoPopulations() {
        var scene = Scene.userDefined("u1", "u2");
        scene.unit(1).collect.set(0, new FirmwareRead(" 2.0\n"));
        var verdicts = scene.judge().deciding();
        assertThat(verdicts)
                .extracting(v -> v.population() + " " + v.requirement().name())
                .containsExactly(
                        "acme@1.0 passwords",
                        "acme@1.0 reporting",
                        "acme@1.0 support-period",
                        "acme@2.0 passwords",
                        "acme@2.0 reporting",
                        "acme@2.0 support-period");
    }

    @Test
    public void firmwareThatIsNotReadIsAsStatedElseUnknown() {
        var scene = Scene.userDefined("u1");
        scene.unit(0).collect.removeFirst();
        assertThat(scene.passwords().population()).isEqualTo("acme@1.0");
        scene.statedFirmware = "";
        assertThat(scene.passwords().population()).isEqualTo("acme@unknown");
    }

    @Test
    public void theFirmwareOfTheFirstBootCounts() {
        var scene = Scene.userDefined("u1");
        scene.unit(0).add(new FirmwareRead("9.9"));
        assertThat(scene.passwords().population()).isEqualTo("acme@1.0");
    }

    @Test
    public void withoutAUnitOrARunNothingIsDecided() {
        var none = Scene.userDefined();
        assertThat(none.codes()).containsExactly("not-run");
        assertThat(none.judge().deciding()).hasSize(3);
    }

    @Test
    public void aUsersOwnSuiteIsJudgedByItsAssertionsAndMarked() {
        var scene = Scene.userDefined("u1");
        scene.certified = false;
        scene.unit(0).add(new UserAssertion("led is green", true, ""));
        var assessment = scene.judge();
        assertThat(assessment.certified()).isFalse();
        assertThat(assessment.verdicts()).hasSize(1);
        assertThat(scene.passwords().requirement().scheme()).isEqualTo("uncertified");
        assertThat(scene.codes()).containsExactly("assertions-held");
        scene.unit(0).add(new UserAssertion("led is red", false, "it was off"));
        assertThat(scene.passwords().outcome()).isEqualTo(Outcome.FAIL);
        assertThat(scene.passwords().reasons().getFirst().text())
                .contains("led is red", "it was off");
    }

    @Test
    public void aUsersOwnSuiteThatAssertsNothingPassesNothing() {
        var scene = Scene.userDefined("u1");
        scene.certified = false;
        assertThat(scene.codes()).containsExactly("nothing-asserted");
        scene.unit(0).faultAfter(1, "power-stuck");
        assertThat(scene.codes()).containsExactly("power-stuck");
    }

    @Test
    public void twoRunsOfOnePhaseAreRefused() {
        var run = new RunEvidence(new RunId("r"), Phase.COLLECT, List.of());
        assertThatThrownBy(() -> new UnitEvidence(new UnitId("u1"), "", List.of(run, run)))
                .hasMessageContaining("two runs of one phase");
    }

    /// Property: whatever is taken away from a compliant campaign, it never becomes a FAIL; and
    /// without any one of the observations that carry a PASS there is none.
    @Test
    public void takingAwayNeverMakesAFail() {
        var seed = System.nanoTime();
        var random = new Random(seed);
        for (var round = 0; round < 300; round++) {
            var scene =
                    random.nextBoolean()
                            ? Scene.labelled("u1", "u2")
                            : Scene.freshAtReset("u1", "u2");
            var unit = scene.unit(random.nextInt(2));
            unit.collect.removeIf(o -> random.nextInt(10) == 0);
            unit.cross.removeIf(o -> random.nextInt(10) == 0);
            assertThat(scene.passwords().outcome())
                    .as("seed %d round %d", seed, round)
                    .isNotEqualTo(Outcome.FAIL);
        }
    }

    /// Property: a fault at any point of a compliant campaign never fails, and never passes.
    @Test
    public void aFaultAnywhereIsInconclusive() {
        var length = Scene.labelled("u1", "u2").unit(0).collect.size();
        for (var at = 0; at <= length; at++) {
            var scene = Scene.labelled("u1", "u2");
            scene.unit(0).faultAfter(at, "power-stuck");
            assertThat(scene.passwords().outcome())
                    .as("after %d", at)
                    .isEqualTo(Outcome.INCONCLUSIVE);
        }
    }

    /// Property: a violation counts if and only if it was complete before the fault.
    @Test
    public void aViolationCountsExactlyWhenItCameBeforeTheFault() {
        var fd = at(FACTORY_DEFAULT, 3);
        var length = Scene.labelled("u1", "u2").unit(0).collect.size() + 2;
        for (var at = 0; at <= length; at++) {
            var scene = Scene.labelled("u1", "u2");
            scene.unit(0)
                    .add(dictionary("ssh-22", fd, REFUSED, "root/root"))
                    .add(dictionary("ssh-22", fd, ACCEPTED, "root/xc3511"));
            scene.unit(0).faultAfter(at, "power-stuck");
            assertThat(scene.passwords().outcome())
                    .as("after %d of %d", at, length)
                    .isEqualTo(at >= length - 1 ? Outcome.FAIL : Outcome.INCONCLUSIVE);
        }
    }
}
