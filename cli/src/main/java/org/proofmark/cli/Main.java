package org.proofmark.cli;

import java.util.List;
import org.proofmark.cli.exit.ExitCode;
import org.proofmark.cli.exit.Trouble;
import org.proofmark.cli.exit.UnusableInput;
import org.proofmark.cli.terminal.RawMode;
import org.proofmark.cli.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// `proofmark`: the one command line, wired by hand.
@Command(
        name = "proofmark",
        version = "proofmark 0.1.0",
        mixinStandardHelpOptions = true,
        description = {
            "Certifies consumer IoT devices: runs suites on devices in rigs, and says with evidence whether they keep what the law asks.",
            "'proofmark COMMAND --help' explains each command; 'proofmark test' runs every test there is."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Done. Where verdicts are given: every one is PASS, or (demo, flaws) as the planted flaws demand.",
            "1:A verdict is FAIL; for demo and flaws: something is not as the planted flaws demand, or could not be tried.",
            "2:No verdict is FAIL, and one is INCONCLUSIVE.",
            "3:Unusable input: stderr says what, where and what is expected.",
            "4:Proofmark itself could not do its work: stderr says why."
        })
public final class Main {
    private Main() {}

    /// Runs the command and ends the process with its exit code.
    public static void main(String[] args) {
        setLogLevel(args);
        System.exit(commandLine(Terminal.ofProcess(), args).execute(args));
    }

    /// Servers say what they do; commands for people only what is wrong.
    private static void setLogLevel(String[] args) {
        boolean server = args.length > 0 && List.of("controller", "rig").contains(args[0]);
        if (server && System.getProperty("proofmark.log") == null) {
            System.setProperty("proofmark.log", "INFO");
        }
    }

    /// @param args of the process: picocli takes longer to look at all commands than a short one
    ///   takes to run, so it sees only the one that is named
    static CommandLine commandLine(Terminal terminal, String... args) {
        var all = commands(terminal);
        var named = all.stream().filter(c -> args.length > 0 && isNamed(c, args[0])).toList();
        return commandLine(terminal, named.isEmpty() ? all : named);
    }

    /// With these commands only.
    static CommandLine commandLine(Terminal terminal, List<?> commands) {
        var line = new CommandLine(new Main());
        commands.forEach(line::addSubcommand);
        line.getSubcommands().values().forEach(Main::addHelp);
        return line.setOut(terminal.out())
                .setErr(terminal.err())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler((problem, arguments) -> unusable(problem, terminal))
                .setExecutionExceptionHandler(failures(terminal));
    }

    private static boolean isNamed(Object command, String name) {
        return command.getClass().getAnnotation(Command.class).name().equals(name);
    }

    private static List<Object> commands(Terminal terminal) {
        return List.of(
                new DemoCommand(terminal),
                new AssessCommand(terminal),
                new FlawsCommand(terminal),
                new DevicesCommand(terminal),
                new DeviceCommand(terminal),
                new ControllerCommand(terminal),
                new RigCommand(terminal),
                new EnrolCommand(terminal),
                new RunCommand(terminal),
                new StatusCommand(terminal),
                new WatchCommand(terminal),
                new ReportCommand(terminal),
                new SecretCommand(terminal),
                new PowerCommand(terminal),
                new PressCommand(terminal),
                new FlashCommand(terminal),
                new ConsoleCommand(terminal, RawMode.ofProcess()),
                new HandsCommand(terminal),
                new AnalyseCommand(terminal),
                new BackupCommand(terminal),
                new RestoreCommand(terminal));
    }

    private static void addHelp(CommandLine command) {
        command.getCommandSpec().mixinStandardHelpOptions(true);
    }

    private static int unusable(ParameterException problem, Terminal terminal) {
        var command = problem.getCommandLine().getCommandSpec().qualifiedName();
        terminal.err().println("proofmark: " + problem.getMessage() + suggestion(problem));
        terminal.err().println("Try '" + command + " --help'.");
        return ExitCode.UNUSABLE;
    }

    /// What was probably meant: the nearest command or option.
    private static String suggestion(ParameterException problem) {
        return problem instanceof UnmatchedArgumentException unmatched
                ? unmatched.getSuggestions().stream()
                        .findFirst()
                        .map(s -> "; did you mean '" + s.strip() + "'?")
                        .orElse("")
                : "";
    }

    private static IExecutionExceptionHandler failures(Terminal terminal) {
        return (problem, command, parsed) -> {
            switch (problem) {
                case UnusableInput input ->
                        terminal.err().println("proofmark: " + input.getMessage());
                case Trouble trouble ->
                        terminal.err().println("proofmark: " + trouble.getMessage());
                default -> {
                    terminal.err()
                            .println("proofmark: a defect of Proofmark itself; please report it:");
                    problem.printStackTrace(terminal.err());
                }
            }
            return exitCode(problem, command.getCommandName());
        };
    }

    /// `demo` and `flaws` know only 'as demanded' and 'not'.
    private static int exitCode(Exception problem, String command) {
        if (problem instanceof UnusableInput) {
            return ExitCode.UNUSABLE;
        }
        return List.of("demo", "flaws").contains(command) ? ExitCode.FAIL : ExitCode.TROUBLE;
    }
}
