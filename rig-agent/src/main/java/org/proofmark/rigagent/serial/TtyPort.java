package org.proofmark.rigagent.serial;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/// An open serial line: 8N1, no flow control, raw. One thread reads; any thread writes.
public final class TtyPort implements Closeable {
    /// A read that sees nothing returns after this, so that its thread can look up.
    private static final int READ_MILLIS = 200;

    /// A line that takes nothing for this long is stuck.
    private static final int WRITE_MILLIS = 5_000;

    private final SerialPort port;
    private final Path path;

    private TtyPort(SerialPort port, Path path) {
        this.port = port;
        this.path = path;
    }

    /// Opens the tty that is at this path now.
    ///
    /// @throws IOException where there is none, it is held by another or it may not be opened; the
    ///   message says what to do
    public static TtyPort open(Path path, int baud) throws IOException {
        var real = path.toRealPath();
        SerialPort port;
        try {
            port = SerialPort.getCommPort(real.toString());
        } catch (SerialPortInvalidPortException e) {
            throw new IOException(path + " is no serial port", e);
        }
        port.setComPortParameters(baud, 8, SerialPort.ONE_STOP_BIT, SerialPort.NO_PARITY);
        port.setFlowControl(SerialPort.FLOW_CONTROL_DISABLED);
        port.setComPortTimeouts(
                SerialPort.TIMEOUT_READ_SEMI_BLOCKING | SerialPort.TIMEOUT_WRITE_BLOCKING,
                READ_MILLIS,
                WRITE_MILLIS);
        if (!port.openPort(0)) {
            throw new IOException(
                    path
                            + " cannot be opened (error "
                            + port.getLastErrorCode()
                            + "): is it held by another program, or is this user not in the group"
                            + " of the device, often dialout?");
        }
        return new TtyPort(port, real);
    }

    /// Waits up to 200 ms for bytes.
    ///
    /// @return how many came, 0 for none, -1 when the line is gone: close it then and open anew
    public int read(byte[] into) {
        return port.readBytes(into, into.length);
    }

    /// Writes all of it.
    ///
    /// @throws IOException where the line took less
    public void write(byte[] bytes) throws IOException {
        int written = port.writeBytes(bytes, bytes.length);
        if (written != bytes.length) {
            throw new IOException(
                    path + " took " + Math.max(0, written) + " of " + bytes.length + " bytes");
        }
    }

    @Override
    public void close() {
        port.closePort();
    }
}
