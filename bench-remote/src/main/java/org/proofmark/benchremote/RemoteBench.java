package org.proofmark.benchremote;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.proofmark.bench.Bench;
import org.proofmark.bench.BenchFault;
import org.proofmark.bench.Button;
import org.proofmark.bench.Console;
import org.proofmark.bench.Flasher;
import org.proofmark.bench.Mark;
import org.proofmark.bench.Network;
import org.proofmark.bench.Noise;
import org.proofmark.bench.Power;
import org.proofmark.bench.Recorder;
import org.proofmark.bench.RunContext;
import org.proofmark.bench.Updates;
import org.proofmark.domain.run.Fault;
import org.proofmark.domain.time.Ticker;
import org.proofmark.domain.update.Release;
import org.proofmark.proto.bench.v1.FlashRequest;
import org.proofmark.proto.bench.v1.GetLabelRequest;
import org.proofmark.proto.bench.v1.GetNetworkRequest;
import org.proofmark.proto.bench.v1.GetNetworkResponse;
import org.proofmark.proto.bench.v1.SetButtonRequest;
import org.proofmark.proto.bench.v1.SetPowerRequest;
import org.proofmark.proto.bench.v1.SetPowerResponse;
import org.proofmark.wire.FlashPlans;
import org.proofmark.wire.Times;

/// A bench at the other end of the agent's socket.
final class RemoteBench implements Bench {
    private final AgentLink link;
    private final RunContext run;
    private final RemoteConsole console;
    private final RemoteRecorder recorder;
    private final RemoteUpdates updates;

    /// @param releases what the order has
    RemoteBench(AgentLink link, RunContext run, List<Release> releases, Ticker ticker) {
        this.link = link;
        this.run = run;
        this.console = new RemoteConsole(link, ticker, Noise.of(run.profile().console()));
        this.recorder = new RemoteRecorder(link);
        this.updates = new RemoteUpdates(link, releases);
        if (run.profile().wiring().contains("console")) {
            console.open();
        }
    }

    @Override
    public RunContext run() {
        return run;
    }

    @Override
    public Power power() {
        return new Power() {
            @Override
            public Mark on() {
                return mark(power(true, "power on", Optional.empty()));
            }

            @Override
            public Start on(Instant clock) {
                var answer = power(true, "power on at " + clock, Optional.of(clock));
                return new Start(mark(answer), answer.getClockSet());
            }

            @Override
            public Mark off() {
                return mark(power(false, "power off", Optional.empty()));
            }
        };
    }

    private SetPowerResponse power(boolean on, String step, Optional<Instant> clock) {
        var request = SetPowerRequest.newBuilder().setOn(on).setStep(step);
        clock.ifPresent(instant -> request.setRtc(Times.toWire(instant)));
        if (!on) {
            request.setOffProof(Times.toWire(run.profile().power().offProof()));
        }
        return link.call(step, AgentLink.ACTUATION, stub -> stub.setPower(request.build()));
    }

    private static Mark mark(SetPowerResponse answer) {
        return new Mark(answer.getConsolePosition(), answer.getMonotonicNanos());
    }

    @Override
    public Button button(String name) {
        return new Button() {
            @Override
            public Mark press() {
                return button(name, true);
            }

            @Override
            public Mark release() {
                return button(name, false);
            }
        };
    }

    private Mark button(String name, boolean pressed) {
        var mark =
                link.call(
                        (pressed ? "press " : "release ") + name,
                        AgentLink.ACTUATION,
                        stub ->
                                stub.setButton(
                                        SetButtonRequest.newBuilder()
                                                .setName(name)
                                                .setPressed(pressed)
                                                .build()));
        return new Mark(mark.getConsolePosition(), mark.getMonotonicNanos());
    }

    @Override
    public Console console() {
        return console;
    }

    @Override
    public Network network() {
        return new Network() {
            @Override
            public String address() {
                return lastLook("read the device's address").getAddress();
            }

            @Override
            public Optional<String> mac() {
                return Optional.of(lastLook("read the device's MAC address").getMac())
                        .filter(m -> !m.isEmpty());
            }

            private GetNetworkResponse lastLook(String step) {
                return link.call(
                        step,
                        AgentLink.QUICK,
                        stub -> stub.getNetwork(GetNetworkRequest.getDefaultInstance()));
            }

            @Override
            public List<OpenPort> openPorts() {
                return link
                        .call(
                                "look for open ports",
                                AgentLink.ACTUATION,
                                stub ->
                                        stub.getNetwork(
                                                GetNetworkRequest.newBuilder()
                                                        .setScan(true)
                                                        .build()))
                        .getOpenList()
                        .stream()
                        .map(p -> new OpenPort(p.getNominal(), p.getActual()))
                        .toList();
            }
        };
    }

    @Override
    public Flasher flasher() {
        return image -> {
            var spec = run.profile().flash().orElseThrow(this::noFlasher);
            var request =
                    FlashRequest.newBuilder().setImage(image).setPlan(FlashPlans.toWire(spec));
            var answer =
                    link.call(
                            "flash " + image, AgentLink.FLASH, stub -> stub.flash(request.build()));
            return FlashPlans.fromWire(answer.getFlashed());
        };
    }

    private BenchFault noFlasher() {
        return link.raise(
                new BenchFault.Hardware(
                        Fault.of(
                                "no-flasher",
                                "the profile has no section flash, so nothing writes images",
                                "flash")));
    }

    @Override
    public Updates updates() {
        return updates;
    }

    @Override
    public Map<String, String> label() {
        return link.call(
                        "read the label",
                        AgentLink.QUICK,
                        stub -> stub.getLabel(GetLabelRequest.getDefaultInstance()))
                .getLabelMap();
    }

    @Override
    public Recorder recorder() {
        return recorder;
    }
}
