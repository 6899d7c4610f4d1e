package org.proofmark.domain.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.proofmark.domain.observation.DeviceState.FACTORY_DEFAULT;
import static org.proofmark.domain.observation.LoginOutcome.ACCEPTED;
import static org.proofmark.domain.observation.LoginOutcome.REFUSED;
import static org.proofmark.domain.verdict.Scene.at;
import static org.proofmark.domain.verdict.Scene.dictionary;

import java.util.List;
import java.util.Objects;
import org.proofmark.domain.observation.Observation;
import org.proofmark.domain.observation.Observation.InterfaceFound;
import org.proofmark.domain.observation.Protocol;
import org.proofmark.domain.run.Phase;
import org.proofmark.domain.run.UnitId;
import org.testng.annotations.Test;

/// A reason points to the records that show it, and to no others.
public class SightingsTest {
    private static Observation record(Scene scene, Sighting at) {
        assertThat(at.attempt()).isEqualTo(1);
        var run =
                scene.evidence().units().stream()
                        .filter(u -> u.unit().equals(at.unit()))
                        .flatMap(u -> u.runs().stream())
                        .filter(r -> r.phase() == at.phase())
                        .findFirst()
                        .orElseThrow();
        return run.attempts().getFirst().records().stream()
                .filter(r -> r.sequence() == at.sequence())
                .findFirst()
                .orElseThrow()
                .observation();
    }

    @Test
    public void aViolationPointsToTheRecordThatShowsIt() {
        var scene = Scene.labelled("u1", "u2");
        var fd = at(FACTORY_DEFAULT, 3);
        scene.unit(1)
                .add(new InterfaceFound("telnet-23", Protocol.TELNET, 23, false))
                .add(dictionary("telnet-23", fd, REFUSED, "root/root"))
                .add(dictionary("telnet-23", fd, ACCEPTED, "root/xc3511"));
        var sightings = scene.passwords().sightings();
        assertThat(sightings).containsOnlyKeys("universal-default-opens-service");
        var one = Objects.requireNonNull(sightings.get("universal-default-opens-service"));
        assertThat(one).hasSize(1);
        assertThat(one.getFirst().unit()).isEqualTo(new UnitId("u2"));
        assertThat(one.getFirst().phase()).isEqualTo(Phase.COLLECT);
        assertThat(record(scene, one.getFirst()))
                .isEqualTo(dictionary("telnet-23", fd, ACCEPTED, "root/xc3511"));
    }

    @Test
    public void equalPasswordsPointToEachOfThem() {
        var scene = Scene.labelled("u1", "u2");
        scene.equal(scene.ref("u1", "f0"), scene.ref("u2", "f0"));
        var sightings = scene.passwords().sightings().get("universal-credential");
        assertThat(sightings).doesNotHaveDuplicates();
        assertThat(sightings).extracting(s -> s.unit().value()).contains("u1", "u2");
        assertThat(sightings)
                .allSatisfy(s ->
                        assertThat(record(scene, s))
                                .isInstanceOf(Observation.CredentialTaken.class));
    }

    @Test
    public void whatIsMissingPointsNowhere() {
        var scene = Scene.labelled("u1");
        assertThat(scene.codes()).contains("one-unit-only");
        assertThat(scene.passwords().sightings()).doesNotContainKey("one-unit-only");
    }

    @Test
    public void aFaultPointsToItsRecord() {
        var scene = Scene.labelled("u1", "u2");
        scene.unit(0).faultAfter(5, "power-stuck");
        assertThat(scene.passwords().sightings())
                .containsOnlyKeys("power-stuck")
                .containsValue(List.of(new Sighting(new UnitId("u1"), Phase.COLLECT, 1, 55)));
    }

    @Test
    public void aPassPointsToNoRecord() {
        var scene = Scene.userDefined("u1");
        assertThat(scene.passwords().outcome()).isEqualTo(Outcome.PASS);
        assertThat(scene.passwords().sightings()).isEmpty();
    }

    @Test
    public void theSameFindingInSeveralRecordsIsOneFindingThatPointsToAll() {
        var scene = Scene.labelled("u1", "u2");
        scene.unit(0)
                .add(new InterfaceFound("telnet-23", Protocol.TELNET, 23, false))
                .add(new InterfaceFound("telnet-23", Protocol.TELNET, 23, false));
        var found =
                scene.judge().findings().stream()
                        .filter(f -> f.reason().code().equals("undocumented-interface"))
                        .toList();
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().sightings()).hasSize(2);
        assertThat(found.getFirst().sightings())
                .allSatisfy(s -> assertThat(record(scene, s)).isInstanceOf(InterfaceFound.class));
    }
}
