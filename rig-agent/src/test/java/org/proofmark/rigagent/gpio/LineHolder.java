package org.proofmark.rigagent.gpio;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;

/// A process that takes lines of the simulated chip when the first byte comes on stdin, and holds
/// them until stdin ends: `RELAY0 high RELAY1 low`. Lines whose number is odd are active low.
public final class LineHolder {
    static final String READY = "ready";
    static final String HOLDS = "holds";

    private LineHolder() {}

    public static void main(String[] args) throws IOException {
        var chip = new SimChip(Path.of("/unused"));
        say(READY);
        System.in.read();
        var held = new ArrayList<GpioLine>();
        for (int i = 0; i < args.length; i += 2) {
            boolean activeLow = args[i].endsWith("1");
            var line = chip.lines().output(chip.order("a", "role-" + i, args[i], activeLow));
            line.set("high".equals(args[i + 1]) != activeLow);
            held.add(line);
        }
        say(HOLDS);
        while (System.in.read() >= 0) {
            // until its end
        }
        held.forEach(GpioLine::close);
    }

    private static void say(String word) {
        System.out.write((word + "\n").getBytes(StandardCharsets.UTF_8), 0, word.length() + 1);
        System.out.flush();
    }
}
