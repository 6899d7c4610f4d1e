package org.proofmark.rigagent.gpio;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/// Runs within the user-mode kernel: every check on the simulated chip, each outcome into a file of
/// its own as soon as it is known.
public final class ChipChecks {
    /// How long anything may take.
    static final long LIMIT_SECONDS = 120;

    static final String PASSED = "passed";

    private ChipChecks() {}

    /// A check.
    record Check(String name, Body body) {}

    @FunctionalInterface
    interface Body {
        void run(SimChip chip) throws Exception;
    }

    /// Every check, in the order in which they run.
    static List<Check> all() {
        return Stream.of(
                        GpioContract.promises().stream()
                                .map(p -> new Check(p.name(), chip -> p.body().keep(chip))),
                        KernelChecks.all().stream(),
                        SlotChecks.all().stream(),
                        KilledChecks.all().stream())
                .flatMap(checks -> checks)
                .toList();
    }

    /// The name of the file with a check's outcome.
    static String file(Check check) {
        return check.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }

    /// How a JVM like this one is started.
    static List<String> java() {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options());
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        return command;
    }

    static List<String> options() {
        return List.of(
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Xshare:auto",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow");
    }

    /// @param args the folder for the outcomes
    public static void main(String[] args) throws IOException {
        var outcomes = Path.of(args[0]);
        var sim = Objects.requireNonNull(System.getenv("PROOFMARK_SIM"), "PROOFMARK_SIM");
        var chip = new SimChip(Path.of(sim));
        for (var check : all()) {
            long begun = System.nanoTime();
            var outcome = outcome(check, chip);
            Files.writeString(
                    outcomes.resolve(file(check)), outcome, StandardOpenOption.CREATE_NEW);
            System.out.printf(
                    Locale.ROOT,
                    "gpio: %5d ms %s: %s%n",
                    (System.nanoTime() - begun) / 1_000_000,
                    check.name(),
                    outcome.lines().findFirst().orElse(""));
        }
    }

    // whatever a check throws is its outcome
    @SuppressWarnings("CatchAndPrintStackTrace")
    private static String outcome(Check check, SimChip chip) {
        try {
            check.body().run(chip);
            return PASSED;
        } catch (Throwable e) {
            var trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace, true));
            return trace.toString();
        }
    }
}
