package org.proofmark.virtuallab.device;

import static org.proofmark.virtuallab.device.Door.SSH;
import static org.proofmark.virtuallab.device.Door.TELNET;
import static org.proofmark.virtuallab.device.Door.UART;
import static org.proofmark.virtuallab.device.Door.WEB;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.proofmark.virtuallab.device.DeviceModel.WebKind;
import org.proofmark.virtuallab.device.PasswordSource.Fresh;
import org.proofmark.virtuallab.device.PasswordSource.Kept;
import org.proofmark.virtuallab.device.PasswordSource.PerBatch;
import org.proofmark.virtuallab.device.PasswordSource.Unique;
import org.proofmark.virtuallab.device.PasswordSource.Universal;
import org.proofmark.virtuallab.device.PasswordSource.UserDefined;

/// The simulated devices there are.
final class DeviceModels {
    private static final PasswordSource UNIQUE = new Unique();

    private static final Map<String, DeviceModel> ALL =
            Stream.of(
                            c1(),
                            c2(),
                            c3(),
                            p1(),
                            p2(),
                            p3(),
                            p12(),
                            p18(),
                            likeC1("S1", "Penrose", "PR-KETTLE"),
                            likeC1("S2", "Quillon", "QL-LOCK4"),
                            likeC1("D1", "Ravenhill", "RH-BELL2"),
                            likeC1("D2", "Selwyn", "SW-SCALE"))
                    .collect(Collectors.toUnmodifiableMap(DeviceModel::id, Function.identity()));

    private DeviceModels() {}

    /// The model of an id of the catalogue of flaws.
    static Optional<DeviceModel> find(String id) {
        return Optional.ofNullable(ALL.get(id));
    }

    /// All ids, sorted.
    static List<String> ids() {
        return ALL.keySet().stream().sorted().toList();
    }

    private static DeviceModel c1() {
        return labelled("C1", "Hearthline", "HL-100", UNIQUE, UNIQUE, WebKind.FORM, TELNET);
    }

    private static DeviceModel c2() {
        return new DeviceModel(
                "C2",
                "Kestrel Home",
                "KH-CAM2",
                "1.0.0",
                new Fresh(),
                new Fresh(),
                false,
                true,
                WebKind.API,
                Set.of(UART, WEB, SSH),
                List.of());
    }

    private static DeviceModel c3() {
        return new DeviceModel(
                "C3",
                "Larkfield",
                "LF-HUB",
                "1.0.0",
                new UserDefined(),
                new UserDefined(),
                false,
                false,
                WebKind.FORM,
                Set.of(UART, WEB, SSH),
                List.of());
    }

    private static DeviceModel p1() {
        var admin = new Universal("admin");
        return new DeviceModel(
                "P1",
                "Brightmoor",
                "BM-10",
                "1.0.0",
                admin,
                admin,
                false,
                false,
                WebKind.BASIC,
                Set.of(UART, WEB, TELNET),
                List.of());
    }

    private static DeviceModel p2() {
        var universal = new Universal("admin1234");
        return labelled("P2", "Oakside", "OS-220", UNIQUE, universal, WebKind.FORM);
    }

    private static DeviceModel p3() {
        var perBatch = new PerBatch("tw-r5-line-3/7f1e0c5a");
        return labelled("P3", "Tidewell", "TW-R5", perBatch, perBatch, WebKind.API);
    }

    private static DeviceModel p12() {
        return new DeviceModel(
                "P12",
                "Fenwick",
                "FW-DVR4",
                "1.0.0",
                UNIQUE,
                UNIQUE,
                true,
                false,
                WebKind.DIGEST,
                Set.of(UART, WEB, TELNET),
                List.of(new FixedAccount("root", "xc3511", Set.of(TELNET))));
    }

    private static DeviceModel p18() {
        return labelled("P18", "Marlow", "ML-TH1", UNIQUE, new Kept(), WebKind.FORM, TELNET);
    }

    private static DeviceModel likeC1(String id, String maker, String name) {
        return labelled(id, maker, name, UNIQUE, UNIQUE, WebKind.FORM);
    }

    private static DeviceModel labelled(
            String id,
            String maker,
            String name,
            PasswordSource delivered,
            PasswordSource afterReset,
            WebKind web,
            Door... more) {
        var doors =
                Stream.concat(Stream.of(UART, WEB), Stream.of(more)).collect(Collectors.toSet());
        return new DeviceModel(
                id,
                maker,
                name,
                "1.0.0",
                delivered,
                afterReset,
                true,
                false,
                web,
                doors,
                List.of());
    }
}
