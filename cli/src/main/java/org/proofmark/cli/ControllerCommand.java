package org.proofmark.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.proofmark.cli.exit.ExitCode;
import org.proofmark.cli.exit.Trouble;
import org.proofmark.cli.exit.UnusableInput;
import org.proofmark.cli.terminal.Terminal;
import org.proofmark.controller.Controller;
import org.proofmark.controller.ControllerOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `proofmark controller`: runs a controller.
@Command(
        name = "controller",
        description = {
            "Runs a controller until it is stopped.",
            "At its first start it makes its own CA and the admin's certificate in its state folder.",
            "Prints 'ready' when rigs and clients can connect."
        })
final class ControllerCommand implements Callable<Integer> {
    private static final String LOOPBACK = "127.0.0.1:0";

    /// Says that something is not served.
    static final String OFF = "off";

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            description =
                    "Where rigs and clients connect (default: 127.0.0.1 and a free port, kept over restarts).")
    private String listen = LOOPBACK;

    @Option(
            names = "--enrol-listen",
            paramLabel = "HOST:PORT",
            description = "Where rigs enrol, and nothing else is served (default: as --listen).")
    private String enrolListen = LOOPBACK;

    @Option(
            names = "--host",
            paramLabel = "NAME",
            description =
                    "The name that rigs reach it by, where that is not the address it listens on.")
    private @Nullable String host;

    @Option(
            names = "--web",
            paramLabel = "HOST:PORT|off",
            description = {
                "Where pages, read-only, and /metrics are served (default: 127.0.0.1 and a free port, kept over restarts).",
                "They have no login: whoever reaches the port sees everything but secrets. 'off' serves none."
            })
    private String web = LOOPBACK;

    @Option(
            names = "--stop-at-eof",
            description = "Stop at the end of stdin, which the starter holds.")
    private boolean stopAtEof;

    @Mixin private final DatabaseOption database = new DatabaseOption();
    @Mixin private final StateOption state = new StateOption();
    private final Terminal terminal;

    ControllerCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        StateKind.requireController(state.folder());
        var told = new UntilTold();
        if (stopAtEof) {
            told.stopAtEndOf(terminal.in());
        }
        var options =
                ControllerOptions.in(state.folder())
                        .listening(
                                address("--listen", listen), address("--enrol-listen", enrolListen))
                        .withSuites(Distribution.current().suites());
        var named = withPages(host == null ? options : options.advertising(host));
        var stored = database.access().map(named::withDatabase).orElse(named);
        try {
            var controller = Controller.start(stored);
            told.stopAtEndOf(controller::awaitEnd);
            terminal.out()
                    .println(
                            "ready: link "
                                    + controller.link()
                                    + ", enrolment "
                                    + controller.enrol()
                                    + controller
                                            .web()
                                            .map(at -> ", pages http://" + at)
                                            .orElse(""));
            told.keep(controller);
            if (controller.databaseLost()) {
                throw new Trouble(
                        "another controller has taken the database over, and this one stopped: run one"
                                + " of them only.");
            }
            return ExitCode.OK;
        } catch (IOException e) {
            throw new Trouble("the controller cannot start: " + e.getMessage(), e);
        }
    }

    ControllerOptions withPages(ControllerOptions options) {
        if (web.equals(OFF)) {
            return options;
        }
        var address = address("--web", web);
        if (!address.getAddress().isLoopbackAddress()) {
            terminal.err()
                    .println(
                            "proofmark: warning: the pages have no login, and --web "
                                    + web
                                    + " is no loopback address: whoever reaches it sees what this"
                                    + " controller does. Put a proxy with a login in front of it.");
        }
        return options.withWeb(address);
    }

    /// @throws UnusableInput for anything but `host:port`
    static InetSocketAddress address(String option, String typed) {
        int colon = typed.lastIndexOf(':');
        try {
            int port = Integer.parseInt(typed.substring(colon + 1));
            var address = new InetSocketAddress(typed.substring(0, Math.max(colon, 0)), port);
            if (colon > 0 && !address.isUnresolved()) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            throw unusable(option, typed, e);
        }
        throw unusable(option, typed, new IllegalArgumentException("no such host"));
    }

    private static UnusableInput unusable(String option, String typed, Exception cause) {
        return new UnusableInput(
                option
                        + " "
                        + typed
                        + ": wanted is HOST:PORT with a name or address of this machine and a port of 0"
                        + " to 65535",
                cause);
    }
}
