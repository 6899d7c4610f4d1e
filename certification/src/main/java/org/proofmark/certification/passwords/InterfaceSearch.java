package org.proofmark.certification.passwords;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.proofmark.bench.Network.OpenPort;
import org.proofmark.certification.passwords.UnknownInterfaces.Unknown;
import org.proofmark.domain.observation.LoginOutcome;
import org.proofmark.domain.observation.Observation;
import org.proofmark.domain.observation.Protocol;
import org.proofmark.domain.profile.InterfaceProtocol;
import org.proofmark.domain.profile.InterfaceSpec;
import org.proofmark.domain.profile.InterfaceSpec.Transport;

/// Finds the interfaces of the device: those that the profile documents, ports that it does not,
/// and a shell or a login on the UART that stands in no document (EN 303 645 5.6-1, 5.6-4; TS 103
/// 701 5.6).
final class InterfaceSearch {
    /// A shell that shows nothing unasked answers to Enter by then.
    static final Duration PROMPT = Duration.ofSeconds(3);

    private final Run run;
    private final UnknownInterfaces finder = new UnknownInterfaces();
    private final List<InterfaceSpec> unknown = new ArrayList<>();
    private final UdpServices udp = new UdpServices();
    private final Set<Integer> knownUdp = new HashSet<>();
    private final Set<Integer> knownPorts = new HashSet<>();
    private final List<Observation> found = new ArrayList<>();
    private final Map<Integer, Unknown> early = new LinkedHashMap<>();
    private boolean consoleAsked;

    InterfaceSearch(Run run) {
        this.run = run;
    }

    /// Documented ones and those that were found.
    List<InterfaceSpec> everywhere() {
        var all = new ArrayList<>(run.profile().interfaces());
        all.addAll(unknown);
        return all;
    }

    /// What is open now and was not seen before.
    void look() {
        run.progress("find interfaces");
        for (var spec : run.profile().interfaces()) {
            if (spec.protocol() == InterfaceProtocol.UART && knownPorts.add(0)) {
                found(spec.name().value(), Protocol.UART, 0, true);
            }
        }
        lookAtPorts(false);
        early.forEach((port, seen) -> {
            if (knownPorts.add(port)) {
                found(seen.name(), seen.protocol(), port, false);
            }
        });
        lookAtUdp();
        found.forEach(run.bench().recorder()::observe);
        found.clear();
    }

    /// What answers over UDP while the device is off is not the device's.
    void whileOff() {
        if (run.profile().wiring().contains("network")) {
            udp.whileOff(run.bench().network().address());
        }
    }

    private void lookAtUdp() {
        if (!run.profile().wiring().contains("network")) {
            return;
        }
        var answers = udp.look(run.bench().network().address());
        run.progress(
                answers.size()
                        + " of "
                        + udp.asked()
                        + " services over UDP answer; silence does not prove that one is not there");
        for (var answer : answers) {
            if (knownUdp.add(answer.port())) {
                var documented =
                        run.profile().interfaces().stream()
                                .filter(i ->
                                        i.transport() == Transport.UDP && i.port() == answer.port())
                                .findFirst();
                found(
                        documented.map(i -> i.name().value()).orElse(answer.name()),
                        answer.protocol(),
                        answer.port(),
                        documented.isPresent());
            }
        }
    }

    /// Looks at the ports while the device is booting, since some are open only then. What is found
    /// goes on record with the next [#look]: a suite that records nothing is how the agent tells
    /// that a boot goes on.
    void whileBooting() {
        lookAtPorts(true);
    }

    private void lookAtPorts(boolean booting) {
        if (run.profile().wiring().contains("network")) {
            for (var port : run.device().openPorts()) {
                if (knownPorts.add(port.nominal())) {
                    look(port, booting);
                }
            }
        }
    }

    private void look(OpenPort port, boolean booting) {
        var documented =
                run.profile().interfaces().stream()
                        .filter(i -> i.isTcp(port.nominal()))
                        .findFirst();
        if (documented.isPresent()) {
            var spec = documented.get();
            found(spec.name().value(), Protocol.of(spec.protocol()), port.nominal(), true);
            return;
        }
        var seen = finder.identify(run.bench().network().address(), port);
        if (booting && seen.spec().isEmpty()) {
            // it may only not be ready: asked again when the device is up, if it is still there
            knownPorts.remove(port.nominal());
            early.put(port.nominal(), seen);
            return;
        }
        found(seen.name(), seen.protocol(), port.nominal(), false);
        seen.spec().ifPresent(unknown::add);
    }

    /// Presses Enter on a UART that no document speaks of: what prints only needs no entry in a
    /// profile, what answers does.
    void askConsole() {
        boolean documented =
                run.profile().interfaces().stream()
                        .anyMatch(i -> i.protocol() == InterfaceProtocol.UART);
        if (!run.device().hasConsole() || consoleAsked) {
            return;
        }
        consoleAsked = true;
        if (!documented) {
            run.progress("Enter on the console: does anything answer there?");
            var spec = UnknownInterfaces.console(PROMPT);
            var answer = run.device().hold(spec, InterfaceSpec.USE, Map.of());
            if (answer.outcome() == LoginOutcome.ACCEPTED
                    || answer.outcome() == LoginOutcome.REFUSED) {
                run.bench()
                        .recorder()
                        .observe(
                                new Observation.InterfaceFound(
                                        spec.name().value(), Protocol.UART, 0, false));
                unknown.add(spec);
            }
        }
        run.ended(Observation.CaseEnded.CONSOLE);
    }

    private void found(String name, Protocol protocol, int port, boolean documented) {
        found.add(new Observation.InterfaceFound(name, protocol, port, documented));
    }
}
