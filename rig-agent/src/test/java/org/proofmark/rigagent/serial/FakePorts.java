package org.proofmark.rigagent.serial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Folders as udev and sysfs lay them out, in a scratch folder.
public final class FakePorts {
    private final Path root;

    /// @param root an empty folder
    public FakePorts(Path root) {
        this.root = root;
    }

    public SerialPorts ports() {
        return new SerialPorts(dev(), root.resolve("sys"));
    }

    public Path dev() {
        return root.resolve("dev");
    }

    /// An adapter of `usb-serial`.
    ///
    /// @param device such as `1-1.2`
    public FakePorts adapter(String tty, String device, String suffix, int port, String serial) {
        var folder = usb(device, serial).resolve(device + ":" + suffix).resolve(tty);
        write(folder.resolve("port_number"), port + "\n");
        var entry = folder.resolve("tty").resolve(tty);
        mkdir(entry);
        link(entry.resolve("device"), Path.of("../../../" + tty));
        return published(tty, entry);
    }

    /// A device with a tty of its own (CDC ACM).
    public FakePorts ownTty(String tty, String device, String serial) {
        var folder = usb(device, serial).resolve(device + ":1.0");
        var entry = folder.resolve("tty").resolve(tty);
        mkdir(entry);
        link(entry.resolve("device"), Path.of("../../../" + device + ":1.0"));
        return published(tty, entry);
    }

    /// A UART on the board.
    ///
    /// @param type as the driver says; 0 where the board has none
    public FakePorts onBoard(String tty, int type) {
        var entry = root.resolve("sys/devices/platform/serial8250/tty/" + tty);
        write(entry.resolve("type"), type + "\n");
        mkdir(entry.resolve("device"));
        return published(tty, entry);
    }

    private Path usb(String device, String serial) {
        var folder = root.resolve("sys/devices/platform/usb/usb1").resolve(device);
        write(folder.resolve("idVendor"), "0403\n");
        write(folder.resolve("idProduct"), "6001\n");
        if (!serial.isEmpty()) {
            write(folder.resolve("serial"), serial + "\n");
        }
        return folder;
    }

    private FakePorts published(String tty, Path entry) {
        mkdir(root.resolve("sys/class/tty"));
        link(root.resolve("sys/class/tty").resolve(tty), entry);
        write(dev().resolve(tty), "");
        return this;
    }

    /// A name that udev gives it.
    public FakePorts named(String folder, String name, String tty) {
        mkdir(dev().resolve("serial").resolve(folder));
        link(dev().resolve("serial").resolve(folder).resolve(name), Path.of("../../" + tty));
        return this;
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void mkdir(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void link(Path link, Path target) {
        try {
            Files.createSymbolicLink(link, target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
