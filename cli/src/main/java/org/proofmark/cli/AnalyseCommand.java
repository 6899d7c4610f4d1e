package org.proofmark.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.proofmark.cli.campaign.WholeFile;
import org.proofmark.cli.exit.ExitCode;
import org.proofmark.cli.exit.UnusableInput;
import org.proofmark.cli.output.OutputFormat;
import org.proofmark.cli.population.DigestList;
import org.proofmark.cli.population.ListAnalysis;
import org.proofmark.cli.population.ReportJson;
import org.proofmark.cli.population.ReportPage;
import org.proofmark.cli.population.ReportText;
import org.proofmark.cli.terminal.Terminal;
import org.proofmark.controller.firmware.FirmwareStrings;
import org.proofmark.credential.analysis.Claim;
import org.proofmark.domain.verdict.Outcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `proofmark analyse`: lists of units with their passwords (docs/analyser.md).
@Command(
        name = "analyse",
        description = "Looks at lists of units with their passwords, such as a batch's.")
final class AnalyseCommand implements Callable<Integer> {
    /// It is read into memory as a whole.
    private static final int MAX_FIRMWARE_BYTES = 1 << 30;

    @Spec private @Nullable CommandSpec spec;
    private final Terminal terminal;

    AnalyseCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        throw new ParameterException(
                java.util.Objects.requireNonNull(spec).commandLine(),
                "analyse wants a subcommand: credentials or digest");
    }

    @Command(
            name = "credentials",
            mixinStandardHelpOptions = true,
            description = {
                "Says whether a list of passwords breaks a rule: PSTI Schedule 1 paragraph 1(3), EN 303 645 5.1-1 and 5.1-2.",
                "FILE is CSV with a header, JSONL or Parquet, with the columns 'password' (or 'password_digest'), 'unit_id', 'serial',"
                        + " 'mac', 'ssid', 'manufactured' and any further identifier; '-' is stdin.",
                "Exit code: 0 PASS, 1 FAIL, 2 INCONCLUSIVE, 3 unusable input."
            })
    Integer credentials(
            @Parameters(paramLabel = "FILE", description = "The list, or '-' for stdin.")
                    String file,
            @Option(
                            names = "--identifiers",
                            split = ",",
                            paramLabel = "NAME",
                            description =
                                    "Columns that passwords are compared with (default: all but the password).")
                    @Nullable List<String> identifiers,
            @Option(
                            names = "--firmware",
                            paramLabel = "IMAGE",
                            description =
                                    "Firmware image: its strings are tried as salts and keys.")
                    @Nullable Path firmware,
            @Option(
                            names = "--claim",
                            paramLabel = "CLAIM",
                            description =
                                    "What the list is to show: unique, p<FRACTION, keyspace>NUMBER or keyspace>2^N"
                                            + " (default: no rule is broken in this list).")
                    @Nullable String claim,
            @Option(
                            names = "--report",
                            paramLabel = "FILE.html",
                            description = "Writes a page for people, with plots, too.")
                    @Nullable Path report,
            @Option(
                            names = "--output",
                            paramLabel = "FORMAT",
                            description = "$${COMPLETION-CANDIDATES} (default: text).")
                    @Nullable OutputFormat output) {
        var page = report == null ? null : new ReportPage(report);
        var salts = firmware == null ? List.<String>of() : strings(firmware);
        var analysis =
                new ListAnalysis(
                        identifiers == null ? List.of() : identifiers,
                        salts,
                        claim(claim),
                        this::progress);
        var result = analysis.analyse(file, terminal.in());
        clearProgress();
        if (page != null) {
            page.write(file, result);
        }
        if (output == OutputFormat.JSON) {
            terminal.out().println(ReportJson.of(result));
        } else {
            new ReportText(terminal.out()).print(result);
        }
        terminal.out().flush();
        return exitCode(result.report().outcome());
    }

    private List<String> strings(Path firmware) {
        var strings =
                FirmwareStrings.of(WholeFile.read("--firmware", firmware, MAX_FIRMWARE_BYTES));
        if (strings.tried().size() < strings.found()) {
            terminal.err()
                    .printf(
                            "--firmware %s: %d of %d strings are tried as salts and keys; give it in parts"
                                    + " to have more tried%n",
                            firmware, strings.tried().size(), strings.found());
        }
        return strings.tried();
    }

    @Command(
            name = "digest",
            mixinStandardHelpOptions = true,
            description = {
                "Makes a list with keyed digests (HMAC-SHA-256) in place of passwords: equal passwords stay visible, nothing else does.",
                "The key comes from the laboratory, such as by 'openssl rand -hex 32'. Written to stdout: unit_id, batch, password_digest."
            })
    Integer digest(
            @Parameters(paramLabel = "FILE", description = "The list, or '-' for stdin.")
                    String file,
            @Option(
                            names = "--key-file",
                            required = true,
                            paramLabel = "KEY",
                            description = "File with the key: 16 characters or more.")
                    Path keyFile) {
        var list = new DigestList(DigestList.key(keyFile), terminal.out());
        long leftOut = list.write(file, terminal.in(), terminal.err());
        terminal.out().flush();
        return leftOut == 0 ? ExitCode.OK : ExitCode.UNUSABLE;
    }

    private static Claim claim(@Nullable String text) {
        if (text == null) {
            return new Claim.NoRuleBroken();
        }
        return Claim.parse(text)
                .orElseThrow(() ->
                        new UnusableInput(
                                "--claim "
                                        + text
                                        + ": wanted is unique, p<FRACTION (above 0, below 1), keyspace>NUMBER"
                                        + " or keyspace>2^N"));
    }

    private static int exitCode(Outcome outcome) {
        return switch (outcome) {
            case PASS -> ExitCode.OK;
            case FAIL -> ExitCode.FAIL;
            case INCONCLUSIVE -> ExitCode.INCONCLUSIVE;
        };
    }

    private void progress(double part) {
        if (terminal.live()) {
            int filled = (int) (part * 40);
            terminal.err()
                    .print(
                            String.format(
                                    Locale.ROOT,
                                    "\r[%s%s] %3.0f %%",
                                    "#".repeat(filled),
                                    " ".repeat(40 - filled),
                                    100 * part));
            terminal.err().flush();
        }
    }

    private void clearProgress() {
        if (terminal.live()) {
            terminal.err().print("\r" + " ".repeat(50) + "\r");
            terminal.err().flush();
        }
    }
}
