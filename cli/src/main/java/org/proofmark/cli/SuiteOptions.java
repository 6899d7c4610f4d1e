package org.proofmark.cli;

import org.jspecify.annotations.Nullable;
import org.proofmark.cli.campaign.SuiteChoice;
import org.proofmark.cli.exit.UnusableInput;
import org.proofmark.domain.plan.Preset;
import picocli.CommandLine.Option;

/// What is run and how hard it looks: `--suite`, `--preset`, `--resets`.
final class SuiteOptions {
    /// What the protocol takes.
    private static final int MAX_RESETS = 1000;

    @Option(
            names = "--suite",
            paramLabel = "NAME|JAR",
            description =
                    "Suite of the catalogue, or the path of your own suite's jar, whose verdicts are"
                            + " marked uncertified (default: "
                            + SuiteChoice.TOP_THREE
                            + ").")
    private String suite = SuiteChoice.TOP_THREE;

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            description =
                    "How hard the campaign looks: quick (default), nightly, pre-compliance, certification or"
                            + " surveillance (docs/presets.md).")
    private String preset = Preset.QUICK.name();

    @Option(
            names = "--resets",
            paramLabel = "N",
            description =
                    "Resets per unit and reset path, instead of the preset's (docs/presets.md).")
    private @Nullable Integer resets;

    String suite() {
        return suite;
    }

    String preset() {
        return preset;
    }

    /// 0 = the preset's.
    int resets() {
        return checkedResets(resets);
    }

    /// @throws UnusableInput before anything is started
    void check() {
        SuiteChoice.check(suite);
        checked(preset);
        checkedResets(resets);
    }

    /// The preset of that name.
    ///
    /// @throws UnusableInput where there is none
    static Preset checked(String name) {
        return Preset.named(name)
                .orElseThrow(() ->
                        new UnusableInput(
                                "--preset "
                                        + name
                                        + ": no such preset; wanted is one of "
                                        + Preset.names()));
    }

    /// @param resets null where nothing was typed
    /// @return 0 = the preset's
    static int checkedResets(@Nullable Integer resets) {
        if (resets == null) {
            return 0;
        }
        if (resets < 1 || resets > MAX_RESETS) {
            throw new UnusableInput("--resets " + resets + ": wanted are 1 to " + MAX_RESETS);
        }
        return resets;
    }
}
