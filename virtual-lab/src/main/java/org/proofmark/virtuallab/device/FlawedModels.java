package org.proofmark.virtuallab.device;

import static org.proofmark.virtuallab.device.ModelBuilder.device;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.proofmark.virtuallab.device.DeviceModel.WebKind;
import org.proofmark.virtuallab.device.GuessableSource.Counter;
import org.proofmark.virtuallab.device.GuessableSource.LastOfMac;
import org.proofmark.virtuallab.device.GuessableSource.SeededByTime;
import org.proofmark.virtuallab.device.PasswordSource.Fresh;
import org.proofmark.virtuallab.device.PasswordSource.Kept;
import org.proofmark.virtuallab.device.PasswordSource.PerBatch;
import org.proofmark.virtuallab.device.PasswordSource.Universal;
import org.proofmark.virtuallab.device.PasswordSource.UserDefined;
import org.proofmark.virtuallab.device.ResetManner.Cause;
import org.proofmark.virtuallab.device.SetUpManner.Gap;

/// Devices whose credentials are flawed.
final class FlawedModels {
    private static final String ROOT = "root";
    private static final String UNIVERSAL = "xc3511";
    private static final int DEBUG_PORT = 2323;
    private static final Duration DEBUG_WINDOW = Duration.ofSeconds(30);

    /// Stands in the firmware image of P7, beside its profile.
    static final String SALT = "larch-quarry-7714";

    private FlawedModels() {}

    static Stream<DeviceModel> all() {
        return Stream.of(universal(), derived(), hidden(), setUp(), reset(), change())
                .flatMap(models -> models)
                .map(ModelBuilder::build);
    }

    /// One password for many.
    private static Stream<ModelBuilder> universal() {
        return Stream.of(
                device("P1", "Brightmoor", "BM-10")
                        .password(new Universal("admin"))
                        .notPrinted()
                        .web(WebKind.BASIC)
                        .also(Door.TELNET),
                device("P2", "Oakside", "OS-220").afterReset(new Universal("admin1234")),
                device("P3", "Tidewell", "TW-R5")
                        .password(new PerBatch("tw-r5-line-3/7f1e0c5a"))
                        .web(WebKind.API),
                device("P11", "Elmstead", "EM-GATE")
                        .password(new GuessableSource.OfTheDay("em-gate/service"))
                        .shown()
                        .web(WebKind.API)
                        .also(Door.SSH));
    }

    /// A password each, which can be worked out.
    private static Stream<ModelBuilder> derived() {
        return Stream.of(
                device("P4a", "Ferndown", "FD-20").password(new Counter("", 16, 3)),
                device("P4b", "Ferndown", "FD-36").password(new Counter("FD-", 36, 7)),
                device("P5a", "Glenhurst", "GH-AP1").password(new LastOfMac(false)),
                device("P5b", "Glenhurst", "GH-AP2").password(new LastOfMac(true)),
                device("P6", "Hazelmere", "HM-CAM").password(new GuessableSource.HashOfMac()),
                device("P7", "Inverlee", "IL-METER")
                        .password(new GuessableSource.SaltedHashOfMac(SALT)),
                device("P8a", "Jedfoot", "JF-CAM3")
                        .password(new Fresh())
                        .afterReset(new SeededByTime(false))
                        .shown()
                        .web(WebKind.API)
                        .also(Door.SSH),
                device("P8b", "Jedfoot", "JF-CAM4")
                        .password(new Fresh())
                        .afterReset(new SeededByTime(true))
                        .shown()
                        .web(WebKind.API)
                        .also(Door.SSH),
                device("P9", "Kirkwall", "KW-PLUG").password(new GuessableSource.WordAndDigits()),
                device("P10", "Lydford", "LY-SIREN")
                        .password(new GuessableSource.DayOfManufacture()));
    }

    /// More ways in than the documents say.
    private static Stream<ModelBuilder> hidden() {
        return Stream.of(
                device("P12", "Fenwick", "FW-DVR4")
                        .web(WebKind.DIGEST)
                        .also(Door.TELNET)
                        .account(new FixedAccount(ROOT, UNIVERSAL, Set.of(Door.TELNET))),
                device("P13", "Morwick", "MW-SOLAR")
                        .account(new FixedAccount("support", "support", Set.of(Door.WEB))),
                device("P14a", "Netherby", "NB-HUB1").openUart(),
                device("P14b", "Netherby", "NB-HUB2")
                        .account(new FixedAccount(ROOT, UNIVERSAL, Set.of(Door.UART))),
                device("P15a", "Orrell", "OR-TV1")
                        .debugPort(new DebugPort(DEBUG_PORT, DEBUG_WINDOW, false)),
                device("P15b", "Orrell", "OR-TV2")
                        .debugPort(new DebugPort(DEBUG_PORT, DEBUG_WINDOW, true))
                        .account(new FixedAccount(ROOT, UNIVERSAL, Set.of(Door.DEBUG))));
    }

    /// A user who is not made to define a password.
    private static Stream<ModelBuilder> setUp() {
        var none = Optional.<String>empty();
        return Stream.of(
                        device("P16a", "Pendle", "PD-SKIP")
                                .setUp(SetUpManner.with(Gap.SKIP_BUTTON, none)),
                        device("P16b", "Pendle", "PD-CALL")
                                .setUp(SetUpManner.with(Gap.FINISH_CALLED, Optional.of("admin"))),
                        device("P16c", "Pendle", "PD-CUT")
                                .setUp(SetUpManner.with(Gap.POWER_CUT, none)),
                        device("P17a", "Quarley", "QY-DOOR").setUp(SetUpManner.ofLength(0)),
                        device("P17b", "Quarley", "QY-LAMP").setUp(SetUpManner.ofLength(1)))
                .map(model -> model.password(new UserDefined()).notPrinted().also(Door.SSH));
    }

    /// What a reset leaves.
    private static Stream<ModelBuilder> reset() {
        return Stream.of(
                device("P18", "Marlow", "ML-TH1").afterReset(new Kept()).also(Door.TELNET),
                device("P19", "Rosewarne", "RW-FAN")
                        .resetOnWeb()
                        .afterReset(Cause.BUTTON, new Kept()),
                device("P20a", "Stainmore", "SM-BULB").button(Duration.ofMillis(200), 1),
                device("P20b", "Stainmore", "SM-STRIP").button(Duration.ofSeconds(5), 2),
                device("P22", "Tarleton", "TL-DESK").resetOnWeb().sessionsSurvive());
    }

    /// What a change of the password changes, and who may guess it.
    private static Stream<ModelBuilder> change() {
        return Stream.of(
                device("P21", "Ulverton", "UV-BABY")
                        .change(new ChangeManner(true, Set.of(), true))
                        .also(Door.TELNET),
                device("P23", "Verwood", "VW-BOX").change(new ChangeManner(false, Set.of(), false)),
                device("P24", "Westleigh", "WL-ROUTER")
                        .change(new ChangeManner(true, Set.of(Door.SSH), false))
                        .also(Door.SSH),
                device("P25", "Yarnton", "YT-LOCK").protection(Protection.NONE).also(Door.TELNET));
    }
}
