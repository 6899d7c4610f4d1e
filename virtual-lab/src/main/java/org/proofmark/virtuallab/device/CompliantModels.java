package org.proofmark.virtuallab.device;

import static org.proofmark.virtuallab.device.ModelBuilder.device;

import java.util.stream.Stream;
import org.proofmark.virtuallab.device.DeviceModel.WebKind;

/// Devices with nothing wrong, some of them hard to test; and those whose maker publishes something
/// wrong.
final class CompliantModels {
    private CompliantModels() {}

    static Stream<DeviceModel> all() {
        return Stream.concat(inOrder(), badlyPublished());
    }

    private static Stream<DeviceModel> inOrder() {
        return Stream.of(
                        device("C1", "Hearthline", "HL-100").also(Door.TELNET),
                        device("C2", "Kestrel Home", "KH-CAM2")
                                .password(new PasswordSource.Fresh())
                                .shown()
                                .web(WebKind.API)
                                .also(Door.SSH),
                        device("C3", "Larkfield", "LF-HUB")
                                .password(new PasswordSource.UserDefined())
                                .notPrinted()
                                .also(Door.SSH),
                        device("C4", "Aldergate", "AG-SAFE")
                                .protection(Protection.STRICT)
                                .also(Door.TELNET),
                        device("C5", "Birchwood", "BW-NAS1").pace(BootPace.SLOW).also(Door.TELNET),
                        device("C6", "Cairnton", "CT-BRIDGE").noisyConsole().also(Door.TELNET),
                        device("C7", "Dunmore", "DM-VALVE")
                                .password(new PasswordSource.KeyedSerial("dm-valve-key/9c27f4e1"))
                                .resetOnWeb())
                .map(ModelBuilder::build);
    }

    private static Stream<DeviceModel> badlyPublished() {
        return Stream.of(
                        device("S1", "Penrose", "PR-KETTLE"),
                        device("S2", "Quillon", "QL-LOCK4"),
                        device("D1", "Ravenhill", "RH-BELL2"),
                        device("D2", "Selwyn", "SW-SCALE"))
                .map(ModelBuilder::build);
    }
}
