package org.proofmark.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.proofmark.domain.profile.ConsoleSpec;
import org.proofmark.domain.profile.ConsoleSpec.KernelLines;

/// What is not meant for whoever reads a console: control sequences of a terminal (ECMA-48: CSI,
/// OSC and their kin), and whole lines that break into others, such as the kernel's. A line of
/// noise goes from where its pattern is found to the end of that line, and the line that it broke
/// goes on behind it. Bytes that were recorded stay what they are: this is a way to read them.
/// Thread-safe.
public final class Noise {
    /// The kernel's own limit of a line is 1024 with its prefix; what is longer is none.
    static final int LONGEST_LINE = 2048;

    /// What begins a line of noise, and a control sequence, is known after so many characters.
    static final int LONGEST_BEGIN = 512;

    /// `printk` with its time, with or without its level before it and the caller behind it; also
    /// in the shorter and longer fractions that kernels of other makes print.
    private static final Begin KERNEL =
            new Begin(
                    "[<",
                    Pattern.compile(
                            "(?:<\\d{1,3}>)?\\[ {0,11}\\d{1,10}\\.\\d{3,9}\\]"
                                    + "(?:\\[ {0,9}[A-Z]\\d{1,9}\\])?[ :]"));

    private static final Begin CONTROL =
            new Begin(
                    "\u001b",
                    Pattern.compile(
                            "\\x1b(?:\\[[0-?]*[ -/]*[@-~]"
                                    + "|\\][^\\x07\\x1b]*(?:\\x07|\\x1b\\\\)"
                                    + "|[PX^_][^\\x1b]*\\x1b\\\\"
                                    + "|[ -/]+[0-~]"
                                    + "|[0-OQ-WYZ\\\\`a-~])"));

    /// How noise begins.
    ///
    /// @param first the characters with which it may begin; empty = any
    record Begin(String first, Pattern pattern) {
        boolean mayBe(char c) {
            return first.isEmpty() || first.indexOf(c) >= 0;
        }
    }

    private final List<Begin> lines;
    private final boolean control;

    private Noise(List<Begin> lines, boolean control) {
        this.lines = List.copyOf(lines);
        this.control = control;
    }

    /// No noise at all.
    public static Noise none() {
        return new Noise(List.of(), false);
    }

    /// Control sequences only: what a terminal over the network may send.
    public static Noise control() {
        return new Noise(List.of(), true);
    }

    /// What a profile says of its console, or the usual where it says nothing.
    public static Noise of(Optional<ConsoleSpec> console) {
        var lines = new ArrayList<Begin>();
        if (console.map(c -> c.kernelLines() == KernelLines.NOISE).orElse(true)) {
            lines.add(KERNEL);
        }
        console.ifPresent(c -> c.noise().forEach(p -> lines.add(new Begin("", p))));
        return new Noise(lines, true);
    }

    /// Takes out everything.
    NoiseFilter everything() {
        var stages = new ArrayList<>(broken());
        if (control) {
            stages.add(NoiseStage.sequences(CONTROL));
            // a line whose begin is coloured is seen only now
            stages.addAll(broken());
        }
        return new NoiseFilter(stages);
    }

    /// Takes out lines, and leaves control sequences.
    NoiseFilter lines() {
        return new NoiseFilter(broken());
    }

    private List<NoiseStage> broken() {
        return lines.isEmpty() ? List.of() : List.of(NoiseStage.lines(lines));
    }

    /// The ways to read, the cleanest first; each once.
    List<NoiseFilter> readings(Hearing hearing) {
        var readings = new ArrayList<NoiseFilter>();
        readings.add(everything());
        if (control) {
            readings.add(lines());
        }
        if (hearing == Hearing.EVERYTHING && !lines.isEmpty()) {
            readings.add(new NoiseFilter(List.of()));
        }
        return readings;
    }
}
