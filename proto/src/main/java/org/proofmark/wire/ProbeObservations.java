package org.proofmark.wire;

import java.util.Optional;
import org.proofmark.domain.observation.Observation;
import org.proofmark.proto.run.v1.BruteForced;
import org.proofmark.proto.run.v1.SessionUsed;
import org.proofmark.proto.run.v1.SetUpSkipped;
import org.proofmark.proto.run.v1.ShortPressed;
import org.proofmark.proto.run.v1.StartedAlike;
import org.proofmark.proto.run.v1.WeakPasswordTried;

/// Observations of what was tried against the device, one by one.
final class ProbeObservations {
    private ProbeObservations() {}

    static SetUpSkipped toWire(Observation.SetUpSkipped o) {
        return SetUpSkipped.newBuilder()
                .setInterfaceName(o.interfaceName())
                .setWay(o.way())
                .setStage(Observations.toWire(o.stage()))
                .setOutcome(Observations.toWire(o.outcome()))
                .setDetail(o.detail())
                .build();
    }

    static Observation.SetUpSkipped fromWire(SetUpSkipped w) {
        return new Observation.SetUpSkipped(
                w.getInterfaceName(),
                w.getWay(),
                Observations.fromWire(w.getStage()),
                Observations.fromWire(w.getOutcome()),
                w.getDetail());
    }

    static WeakPasswordTried toWire(Observation.WeakPasswordTried o) {
        return WeakPasswordTried.newBuilder()
                .setInterfaceName(o.interfaceName())
                .setCredential(o.credential())
                .setStage(Observations.toWire(o.stage()))
                .setLength(o.length())
                .setSaid(Observations.toWire(o.said()))
                .setOpened(Observations.toWire(o.opened()))
                .build();
    }

    static Observation.WeakPasswordTried fromWire(WeakPasswordTried w) {
        return new Observation.WeakPasswordTried(
                w.getInterfaceName(),
                w.getCredential(),
                Observations.fromWire(w.getStage()),
                w.getLength(),
                Observations.fromWire(w.getSaid()),
                Observations.fromWire(w.getOpened()));
    }

    static ShortPressed toWire(Observation.ShortPressed o) {
        return ShortPressed.newBuilder()
                .setPath(o.path())
                .setButton(o.button())
                .setHeldMillis(o.heldMillis())
                .setReset(o.reset())
                .build();
    }

    static Observation.ShortPressed fromWire(ShortPressed w) {
        return new Observation.ShortPressed(
                w.getPath(), w.getButton(), w.getHeldMillis(), w.getReset());
    }

    static SessionUsed toWire(Observation.SessionUsed o) {
        return SessionUsed.newBuilder()
                .setInterfaceName(o.interfaceName())
                .setCredential(o.credential())
                .setOpened(Observations.toWire(o.opened()))
                .setStage(Observations.toWire(o.stage()))
                .setOutcome(Observations.toWire(o.outcome()))
                .setDetail(o.detail())
                .build();
    }

    static Observation.SessionUsed fromWire(SessionUsed w) {
        return new Observation.SessionUsed(
                w.getInterfaceName(),
                w.getCredential(),
                Observations.fromWire(w.getOpened()),
                Observations.fromWire(w.getStage()),
                Observations.fromWire(w.getOutcome()),
                w.getDetail());
    }

    static BruteForced toWire(Observation.BruteForced o) {
        return BruteForced.newBuilder()
                .setInterfaceName(o.interfaceName())
                .setCredential(o.credential())
                .setStage(Observations.toWire(o.stage()))
                .setTries(o.tries())
                .setMillis(o.millis())
                .setLastMillis(o.lastMillis())
                .setEnded(Observations.toWire(o.ended()))
                .setRight(Observations.toWire(o.right()))
                .build();
    }

    static Observation.BruteForced fromWire(BruteForced w) {
        return new Observation.BruteForced(
                w.getInterfaceName(),
                w.getCredential(),
                Observations.fromWire(w.getStage()),
                w.getTries(),
                w.getMillis(),
                w.getLastMillis(),
                Observations.fromWire(w.getEnded()),
                Observations.fromWire(w.getRight()));
    }

    static StartedAlike toWire(Observation.StartedAlike o) {
        var wire =
                StartedAlike.newBuilder()
                        .setCredential(o.credential())
                        .setStage(Observations.toWire(o.stage()))
                        .setSecretId(o.secretId())
                        .setUptimeMillis(o.uptimeMillis());
        o.clock().ifPresent(clock -> wire.setClock(Times.toWire(clock)));
        return wire.build();
    }

    static Observation.StartedAlike fromWire(StartedAlike w) {
        return new Observation.StartedAlike(
                w.getCredential(),
                Observations.fromWire(w.getStage()),
                w.getSecretId(),
                w.getUptimeMillis(),
                w.hasClock() ? Optional.of(Times.fromWire(w.getClock())) : Optional.empty());
    }
}
