package org.proofmark.rigagent.serial;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Optional;
import org.proofmark.bench.wiring.SerialLine;

/// An open tty: 8N1, no flow control, raw. It is locked (`flock`) while it is open, so that a
/// second agent does not get it.
public final class TtyPort implements ConsolePort {
    /// A read that sees nothing returns after this, so that its thread can look up.
    private static final int READ_MILLIS = 200;

    /// A line that takes nothing for this long is stuck.
    private static final int WRITE_MILLIS = 5_000;

    /// `EWOULDBLOCK`: another process has locked the tty.
    private static final int LOCKED = 11;

    /// What jSerialComm says where this process has it open; for a tty that is not there, too,
    /// which was looked at before.
    private static final int OPEN_HERE = 2;

    private final SerialPort port;
    private final ErrorCounters counters;
    private final Path path;

    private TtyPort(SerialPort port, ErrorCounters counters, Path path) {
        this.port = port;
        this.counters = counters;
        this.path = path;
    }

    /// Opens the tty that is at this line's place now.
    ///
    /// @throws PortUnusable where it is held by another or may not be opened; the message says by
    ///   whom and what to do
    /// @throws IOException where there is none
    public static TtyPort open(SerialLine line) throws IOException {
        var real = line.path().toRealPath();
        SerialPort port;
        try {
            port = SerialPort.getCommPort(real.toString());
        } catch (SerialPortInvalidPortException e) {
            throw new IOException(real + " is no serial port", e);
        }
        port.setComPortParameters(line.baud(), 8, SerialPort.ONE_STOP_BIT, SerialPort.NO_PARITY);
        port.setFlowControl(SerialPort.FLOW_CONTROL_DISABLED);
        port.setComPortTimeouts(
                SerialPort.TIMEOUT_READ_SEMI_BLOCKING | SerialPort.TIMEOUT_WRITE_BLOCKING,
                READ_MILLIS,
                WRITE_MILLIS);
        if (!port.openPort(0)) {
            throw refused(real, port.getLastErrorCode());
        }
        return new TtyPort(port, ErrorCounters.of(real), real);
    }

    private static IOException refused(Path tty, int error) {
        if (!Files.isReadable(tty) || !Files.isWritable(tty)) {
            return new PortUnusable(
                    tty
                            + " may not be opened by this user; let the agent's user join the group "
                            + group(tty)
                            + " (usermod -aG "
                            + group(tty)
                            + " USER), and start the agent anew");
        }
        if (error != LOCKED && error != OPEN_HERE) {
            return new IOException(tty + " cannot be opened (error " + error + ")");
        }
        var holders = PortHolders.of(Path.of("/proc"), tty);
        return new PortUnusable(
                tty
                        + " is held by "
                        + (holders.isEmpty()
                                ? "another user's process"
                                : String.join(", ", holders))
                        + ": end that program; of two agents, or of two slots with one port,"
                        + " only one can have it");
    }

    private static String group(Path tty) {
        try {
            return Files.readAttributes(tty, PosixFileAttributes.class).group().getName();
        } catch (IOException | UnsupportedOperationException e) {
            return "dialout";
        }
    }

    @Override
    public int read(byte[] into) {
        return port.readBytes(into, into.length);
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        int written = port.writeBytes(bytes, bytes.length);
        if (written != bytes.length) {
            throw new IOException(
                    path + " took " + Math.max(0, written) + " of " + bytes.length + " bytes");
        }
    }

    @Override
    public Optional<LineErrors> errors() {
        return counters.read();
    }

    @Override
    public void close() {
        counters.close();
        port.closePort();
    }
}
