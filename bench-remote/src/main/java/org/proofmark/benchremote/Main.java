package org.proofmark.benchremote;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.proofmark.bench.BenchFault;
import org.proofmark.bench.RunContext;
import org.proofmark.deviceprofiles.ProfileCodec;
import org.proofmark.deviceprofiles.ProfileException;
import org.proofmark.domain.plan.Preset;
import org.proofmark.domain.run.Attempt;
import org.proofmark.domain.run.Fault;
import org.proofmark.domain.run.Phase;
import org.proofmark.domain.run.RunId;
import org.proofmark.domain.run.UnitId;
import org.proofmark.domain.time.Ticker;
import org.proofmark.proto.bench.v1.GetRunRequest;
import org.proofmark.proto.bench.v1.GetRunResponse;
import org.proofmark.wire.Updates;

/// The suite process: asks the rig-agent at `--socket PATH` what to run, and runs it. Ends at the
/// end of its stdin, which is a pipe of the agent's.
///
/// Exit code 0 when the suite ran to its end (whatever it saw), 1 after a fault, 2 for a wrong
/// command line, 3 when stdin ended.
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        if (arguments.length != 2 || !arguments[0].equals("--socket")) {
            System.err.println("usage: --socket PATH (a rig-agent starts this, not a person)");
            System.exit(2);
        }
        // libraries log through SLF4J; that nobody listens is no news
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        endWithStdin();
        System.exit(run(Path.of(arguments[1])));
    }

    private static void endWithStdin() {
        Thread.ofPlatform()
                .daemon()
                .name("stdin")
                .start(() -> {
                    try {
                        while (System.in.read() >= 0) {
                            // whatever comes: only the end counts
                        }
                    } catch (IOException _) {
                        // as good as the end
                    }
                    Runtime.getRuntime().halt(3);
                });
    }

    static int run(Path socket) {
        try (var link = AgentLink.open(socket)) {
            try {
                var order =
                        link.call(
                                "ask for the run",
                                Duration.ofSeconds(30),
                                stub -> stub.getRun(GetRunRequest.getDefaultInstance()));
                var bench =
                        new RemoteBench(
                                link,
                                context(order),
                                order.getReleasesList().stream().map(Updates::fromWire).toList(),
                                Ticker.system());
                new SuiteRun(bench, link).run(Path.of(order.getSuiteJar()), order.getSuite());
                return 0;
            } catch (BenchFault fault) {
                link.raise(fault);
            } catch (IOException | RuntimeException | LinkageError e) {
                // the top of the thread: whatever a suite does, the agent is told
                link.raise(
                        new BenchFault.Broken(
                                Fault.of("suite-defect", text(e), "start of the suite"), e));
            }
            return 1;
        }
    }

    private static String text(Throwable e) {
        return e instanceof ProfileException || e instanceof IllegalArgumentException
                ? String.valueOf(e.getMessage())
                : e.toString();
    }

    private static RunContext context(GetRunResponse order) {
        var inputs = RunInputs.parse(order.getInputsJson());
        return new RunContext(
                new Attempt(new RunId(order.getRunId()), order.getAttempt()),
                new UnitId(order.getUnitId()),
                Phase.valueOf(order.getPhase()),
                ProfileCodec.parse("profile.yaml", order.getProfileYaml().toByteArray()),
                Preset.recalled(
                        order.getPreset(), 1, order.getResets(), order.getDictionaryTries()),
                order.getSeed(),
                inputs.own(),
                inputs.others());
    }
}
