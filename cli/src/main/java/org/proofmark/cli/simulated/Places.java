package org.proofmark.cli.simulated;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// How many units this machine can keep at work at a time.
public final class Places {
    /// Measured: a simulated device, its suite process and their share of agent and controller.
    private static final long BYTES_PER_UNIT = 400L * 1024 * 1024;

    /// Left to everything else.
    private static final long RESERVED_BYTES = 1536L * 1024 * 1024;

    /// Units wait most of the time, but they all start JVMs: more on a core make each other slow
    /// enough for a step's deadline.
    private static final int UNITS_PER_CORE = 6;

    private static final Pattern AVAILABLE = Pattern.compile("MemAvailable:\\s+(\\d+) kB");

    private Places() {}

    /// At least 2: a campaign needs two units to say something about uniqueness.
    public static int ofThisMachine() {
        return of(availableBytes(), Runtime.getRuntime().availableProcessors());
    }

    static int of(long availableBytes, int cores) {
        long byMemory = (availableBytes - RESERVED_BYTES) / BYTES_PER_UNIT;
        return (int) Math.max(2, Math.min(byMemory, (long) cores * UNITS_PER_CORE));
    }

    private static long availableBytes() {
        try {
            var info = AVAILABLE.matcher(Files.readString(Path.of("/proc/meminfo")));
            return info.find() ? Long.parseLong(info.group(1)) * 1024 : RESERVED_BYTES;
        } catch (IOException e) {
            // Not Linux: the least that works.
            return RESERVED_BYTES;
        }
    }
}
