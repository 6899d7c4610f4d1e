package org.proofmark.virtuallab.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// How a device's processes are held together, the best that this machine allows: a PID namespace
/// whose first process is the lab's init, or nothing but their environment.
///
/// Beside the device runs a watch, outside of its namespace and without `DUT_STATE` in its
/// environment: it holds the agent's pipe as stdin and ends the device when the agent is gone.
///
/// @param before words that enter the network namespace where the device is, before all else; empty
///   where it is on the host's network
/// @param unshare the words before the command; empty without namespaces
record Isolation(List<String> before, List<String> unshare) {
    /// What stands in the watch's command line before the folder that it watches.
    static final String WATCH_NAME = "proofmark-lab-watch";

    private static final List<String> PID =
            List.of("unshare", "--pid", "--fork", "--kill-child=SIGKILL");
    private static final List<List<String>> WAYS =
            List.of(
                    with("--mount-proc"),
                    with("--user", "--map-current-user", "--mount-proc"),
                    with("-Ur", "--mount-proc"),
                    PID,
                    with("--user", "--map-current-user"),
                    with("-Ur"));
    private static final long PROBE_SECONDS = 10;

    // Runs as the agent's child. $1 is the folder, $2 the command, then the words of unshare.
    // Sessions keep a `kill 0` of the device among its own.
    private static final String GUARD =
            """
            exec 3<&0 </dev/null
            setsid env -i PATH="$PATH" /bin/sh -c "$WATCH" proofmark-lab-watch "$1" \
                <&3 3<&- >/dev/null 2>&1 &
            exec 3<&-
            command=$2
            shift 2
            exec setsid "$@" /bin/sh -c "$INIT" proofmark-lab-init "$command"
            """;

    // The lab's first process: never the device itself, since it would survive its own SIGKILL.
    private static final String INIT =
            """
            env -u PWD -u OLDPWD -u SHLVL -u _ /bin/sh -c "$1" </dev/null &
            wait $!
            """;

    // Ends what is left of the device once the agent's end of the pipe is closed: the agent closed
    // it after the device ended by itself, or the agent is dead. The agent ends a watch before it
    // starts the device again.
    private static final String WATCH =
            """
            while read -r line; do :; done
            for round in 1 2 3 4 5 6 7 8 9 10; do
                # its status says nothing: processes that end while it looks are errors to it
                found=$(grep -lzsxF "DUT_STATE=$1" /proc/[0-9]*/environ)
                [ -n "$found" ] || exit 0
                for file in $found; do
                    pid=${file#/proc/}
                    kill -KILL "${pid%/environ}"
                done
            done
            """;

    Isolation {
        before = List.copyOf(before);
        unshare = List.copyOf(unshare);
    }

    /// The best that works here, found by trying.
    static Isolation probe() {
        return probe(List.of());
    }

    private static Isolation probe(List<String> before) {
        return WAYS.stream()
                .filter(way -> works(before, way))
                .findFirst()
                .map(way -> new Isolation(before, way))
                .orElse(new Isolation(before, List.of()));
    }

    /// Processes are known by their environment only.
    static Isolation none() {
        return new Isolation(List.of(), List.of());
    }

    /// The same behind these words; which way works there is tried anew.
    Isolation behind(List<String> words) {
        return words.isEmpty() || !hasNamespace() ? new Isolation(words, unshare) : probe(words);
    }

    boolean hasNamespace() {
        return !unshare.isEmpty();
    }

    /// The command line that runs a device.
    List<String> commandLine(String state, String command) {
        var line = new ArrayList<>(before);
        line.addAll(List.of("/bin/sh", "-c", script(), "proofmark-lab-guard"));
        line.add(state);
        line.add(command);
        line.addAll(unshare);
        if (hasNamespace()) {
            line.add("setsid");
        }
        return line;
    }

    private static String script() {
        return "INIT=" + quoted(INIT) + "\nWATCH=" + quoted(WATCH) + "\n" + GUARD;
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    private static List<String> with(String... options) {
        var words = new ArrayList<>(PID);
        words.addAll(List.of(options));
        return words;
    }

    private static boolean works(List<String> before, List<String> way) {
        var line = new ArrayList<>(before);
        line.addAll(way);
        line.add("/bin/true");
        try {
            var process =
                    new ProcessBuilder(line)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (!process.waitFor(PROBE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
