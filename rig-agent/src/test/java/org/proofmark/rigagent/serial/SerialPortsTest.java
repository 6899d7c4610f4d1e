package org.proofmark.rigagent.serial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.proofmark.bench.BenchFault;
import org.proofmark.rigagent.testing.Folders;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

public class SerialPortsTest {
    private Path folder;
    private FakePorts fake;

    @BeforeMethod
    public void setUp() {
        folder = Folders.scratch("ports");
        fake = new FakePorts(folder);
    }

    @AfterMethod(alwaysRun = true)
    public void tearDown() {
        Folders.remove(folder);
    }

    @Test
    public void everyPortIsListedWithTheNamesThatLast() throws IOException {
        fake.adapter("ttyUSB1", "1-1.2", "1.0", 0, "A1")
                .named("by-path", "platform-usb-0:1.2:1.0-port0", "ttyUSB1")
                .named("by-id", "usb-FTDI_A1-if00-port0", "ttyUSB1")
                .ownTty("ttyACM0", "1-1.3", "")
                .onBoard("ttyAMA0", 32)
                .onBoard("ttyS3", 0);

        var listed = fake.ports().list();

        assertThat(listed)
                .extracting(p -> p.tty().getFileName().toString())
                .containsExactly("ttyACM0", "ttyAMA0", "ttyUSB1");
        assertThat(listed)
                .extracting(PortEntry::stableName)
                .containsExactly(
                        "usb: \"1-1.3:1.0\"",
                        "path: " + fake.dev().resolve("ttyAMA0"),
                        "path: "
                                + fake.dev()
                                        .resolve("serial/by-path/platform-usb-0:1.2:1.0-port0"));
        var adapter = listed.getLast();
        assertThat(adapter.usb().orElseThrow())
                .isEqualTo(new PortEntry.UsbPlace("1-1.2:1.0", "0403", "6001", "A1", 0));
        assertThat(adapter.byId())
                .containsExactly(fake.dev().resolve("serial/by-id/usb-FTDI_A1-if00-port0"));
    }

    @Test
    public void aMachineWithoutPortsHasNone() throws IOException {
        assertThat(fake.ports().list()).isEmpty();
        assertThatThrownBy(() -> fake.ports().usb("1-1"))
                .isInstanceOf(IOException.class)
                .hasMessage("no serial port is at USB 1-1; this machine has no serial port");
    }

    @DataProvider
    public static Object[][] numbered() {
        return new Object[][] {{"ttyUSB0"}, {"ttyACM0"}};
    }

    @Test(dataProvider = "numbered")
    public void aNumberAloneIsRefusedWithTheNameToWriteInstead(String tty) {
        fake.adapter(tty, "1-1.2", "1.0", 0, "A1").named("by-path", "usb-1.2", tty);
        for (var path : new String[] {tty, "serial/../" + tty}) {
            assertThatThrownBy(() -> fake.ports().at(fake.dev().resolve(path)))
                    .isInstanceOf(PortUnusable.class)
                    .hasMessageContaining("another adapter's")
                    .hasMessageEndingWith(
                            "for good: path: " + fake.dev().resolve("serial/by-path/usb-1.2"));
        }
        // one that is not plugged in is refused, too, with what there is
        assertThatThrownBy(() -> fake.ports().at(fake.dev().resolve("ttyUSB7")))
                .isInstanceOf(PortUnusable.class)
                .hasMessageContaining("this machine has " + tty);
    }

    @Test
    public void uartsOfTheBoardPseudoTerminalsAndNamesOfOnesOwnAreAllowed() throws IOException {
        fake.adapter("ttyUSB0", "1-1.2", "1.0", 0, "A1").onBoard("ttyAMA0", 32);
        Files.createSymbolicLink(fake.dev().resolve("console-of-a"), Path.of("ttyUSB0"));
        Files.createDirectory(fake.dev().resolve("pts"));
        Files.createFile(fake.dev().resolve("pts/3"));
        for (var path : new String[] {"ttyAMA0", "console-of-a", "pts/3"}) {
            var wanted = fake.dev().resolve(path);
            assertThat(fake.ports().at(wanted)).isEqualTo(wanted);
        }
    }

    @Test
    public void aNameThatTwoAdaptersShareIsRefusedWithBoth() throws IOException {
        fake.adapter("ttyUSB0", "1-1.2", "1.0", 0, "0001")
                .named("by-id", "usb-CP2102_0001-if00-port0", "ttyUSB0");
        var name = fake.dev().resolve("serial/by-id/usb-CP2102_0001-if00-port0");
        assertThat(fake.ports().at(name)).isEqualTo(name);
        // the other port of the same adapter is no double of it, nor is one with its own number
        fake.adapter("ttyUSB1", "1-1.2", "1.1", 0, "0001");
        fake.adapter("ttyUSB2", "1-1.3", "1.0", 0, "0002");
        assertThat(fake.ports().at(name)).isEqualTo(name);

        fake.adapter("ttyUSB3", "1-1.4", "1.0", 0, "0001");
        assertThatThrownBy(() -> fake.ports().at(name))
                .isInstanceOf(PortUnusable.class)
                .hasMessageContaining("2 adapters have this name")
                .hasMessageContaining("ttyUSB0 (usb: \"1-1.2:1.0\")")
                .hasMessageContaining("ttyUSB3 (usb: \"1-1.4:1.0\")");
    }

    @Test
    public void aPlaceOnTheUsbIsFoundUnderWhateverNumberItHas() throws IOException {
        fake.adapter("ttyUSB5", "1-1.2", "1.0", 0, "").ownTty("ttyACM1", "1-1.3", "");
        assertThat(fake.ports().usb("1-1.2:1.0")).isEqualTo(fake.dev().resolve("ttyUSB5"));
        assertThat(fake.ports().usb("1-1.3")).isEqualTo(fake.dev().resolve("ttyACM1"));
        // 1-1.2 is no part of 1-1.20, nor 1-1 a name of all that hangs on it
        for (var other : new String[] {"1-1", "1-1.20:1.0", "1-1.2:1.1"}) {
            assertThatThrownBy(() -> fake.ports().usb(other))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(PortUnusable.class)
                    .hasMessageContaining("no serial port is at USB " + other)
                    .hasMessageContaining("ttyUSB5 (usb: \"1-1.2:1.0\")");
        }
        fake.adapter("ttyUSB6", "1-1.2", "1.1", 0, "");
        assertThatThrownBy(() -> fake.ports().usb("1-1.2"))
                .isInstanceOf(PortUnusable.class)
                .hasMessageContaining("1-1.2:1.0")
                .hasMessageContaining("1-1.2:1.1");
    }

    @Test
    public void aPathThatIsNotThereSaysWhatIs() {
        fake.onBoard("ttyAMA0", 32);
        assertThatThrownBy(() -> fake.ports().at(fake.dev().resolve("serial/by-path/gone")))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(PortUnusable.class)
                .hasMessageContaining("gone is not there; this machine has ttyAMA0");
    }

    @Test
    public void thePlaceIsPathOrUsbAndNeverBothOrNone() throws IOException {
        fake.ownTty("ttyACM0", "1-1.3", "");
        assertThat(SerialKind.place(fake.ports(), Map.of("usb", "1-1.3:1.0")).find())
                .isEqualTo(fake.dev().resolve("ttyACM0"));
        assertThatThrownBy(() -> SerialKind.place(fake.ports(), Map.of()))
                .isInstanceOf(BenchFault.class)
                .hasMessageContaining("'path' or 'usb' is missing");
        assertThatThrownBy(() ->
                        SerialKind.place(fake.ports(), Map.of("usb", "1-1", "path", "/dev/x")))
                .isInstanceOf(BenchFault.class)
                .hasMessageContaining("expected one of them");
    }

    @Test
    public void whoHoldsATtyIsNamed() throws IOException {
        var process = folder.resolve("proc/4711");
        Files.createDirectories(process.resolve("fd"));
        Files.writeString(process.resolve("comm"), "picocom\n");
        Files.createSymbolicLink(process.resolve("fd/3"), Path.of("/dev/ttyUSB0"));
        Files.createDirectories(folder.resolve("proc/12/fd"));
        Files.createSymbolicLink(folder.resolve("proc/12/fd/0"), Path.of("/dev/ttyUSB01"));
        assertThat(PortHolders.of(folder.resolve("proc"), Path.of("/dev/ttyUSB0")))
                .containsExactly("4711 (picocom)");
        assertThat(PortHolders.of(folder.resolve("none"), Path.of("/dev/ttyUSB0"))).isEmpty();
    }
}
