package org.proofmark.rigagent.serial;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.proofmark.rigagent.serial.PortEntry.UsbPlace;

/// The serial ports of a machine, as udev and sysfs name them.
///
/// @param dev the folder with the ttys: `/dev`
/// @param sys where sysfs is mounted: `/sys`
public record SerialPorts(Path dev, Path sys) {
    private static final Pattern INTERFACE = Pattern.compile("\\d+-\\d+(\\.\\d+)*:\\d+\\.\\d+");

    /// A tty whose number is given out in the order of plugging in.
    private static final Pattern BY_NUMBER = Pattern.compile("tty(USB|ACM)\\d+");

    /// Those of this machine.
    public static SerialPorts ofThisMachine() {
        return new SerialPorts(Path.of("/dev"), Path.of("/sys"));
    }

    /// Every serial port, by the name of its tty. Those of consoles and pseudo-terminals are not
    /// among them.
    ///
    /// @throws IOException where sysfs cannot be read
    public List<PortEntry> list() throws IOException {
        var found = new ArrayList<PortEntry>();
        for (var tty : entries(sys.resolve("class/tty"))) {
            if (hardware(tty)) {
                var node = dev.resolve(tty.getFileName());
                found.add(
                        new PortEntry(
                                node, usb(tty), links("by-path", node), links("by-id", node)));
            }
        }
        found.sort(Comparator.comparing(entry -> entry.tty().toString()));
        return found;
    }

    /// A driver makes UARTs that no board has; their type is 0.
    private static boolean hardware(Path tty) throws IOException {
        return Files.exists(tty.resolve("device")) && !text(tty.resolve("type")).equals("0");
    }

    private Optional<UsbPlace> usb(Path tty) throws IOException {
        int index = number(text(tty.resolve("device/port_number")));
        for (var at = tty.toRealPath(); at != null && at.startsWith(sys.toRealPath()); ) {
            var name = String.valueOf(at.getFileName());
            var above = at.getParent();
            if (above != null && INTERFACE.matcher(name).matches()) {
                return Optional.of(
                        new UsbPlace(
                                name,
                                text(above.resolve("idVendor")),
                                text(above.resolve("idProduct")),
                                text(above.resolve("serial")),
                                index));
            }
            at = above;
        }
        return Optional.empty();
    }

    private List<Path> links(String folder, Path node) throws IOException {
        var names = new ArrayList<Path>();
        for (var link : entries(dev.resolve("serial").resolve(folder))) {
            if (Files.isSymbolicLink(link)
                    && node.getFileName().equals(Files.readSymbolicLink(link).getFileName())) {
                names.add(link);
            }
        }
        names.sort(Comparator.naturalOrder());
        return names;
    }

    private static List<Path> entries(Path folder) throws IOException {
        var entries = new ArrayList<Path>();
        try (var found = Files.newDirectoryStream(folder)) {
            found.forEach(entries::add);
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return entries;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            // an attribute that this device has not, or that has just gone with it
            return "";
        }
    }

    private static int number(String text) {
        return text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
    }

    /// The tty at a path.
    ///
    /// @throws PortUnusable where the path is a number given out in the order of plugging in, or a
    ///   name that two adapters share; the message says what to write instead
    /// @throws IOException where it is not there now; the message says what is
    public Path at(Path path) throws IOException {
        if (dev.equals(path.normalize().getParent())
                && BY_NUMBER.matcher(path.getFileName().toString()).matches()) {
            throw new PortUnusable(byNumber(path.normalize()));
        }
        if (!Files.exists(path)) {
            throw new IOException(path + " is not there; " + there());
        }
        if (path.normalize().startsWith(dev.resolve("serial/by-id"))) {
            requireOne(path);
        }
        return path;
    }

    private String byNumber(Path path) throws IOException {
        var now =
                list().stream()
                        .filter(p -> p.tty().equals(path))
                        .map(PortEntry::stableName)
                        .findFirst();
        return path
                + " is another adapter's when they are plugged in in another order; "
                + now.map(name -> "what is there now is for good: " + name).orElse(there());
    }

    private void requireOne(Path path) throws IOException {
        var target = path.toRealPath().getFileName();
        var all = list();
        var meant = all.stream().filter(p -> target.equals(p.tty().getFileName())).findFirst();
        if (meant.isEmpty()) {
            return;
        }
        var alike = all.stream().filter(p -> p.looksLike(meant.get())).toList();
        if (alike.size() > 1) {
            throw new PortUnusable(
                    path
                            + " does not say which port is meant: "
                            + alike.size()
                            + " adapters have this name ("
                            + named(alike)
                            + "); write one of these instead");
        }
    }

    /// The tty at a place of the USB.
    ///
    /// @param topology such as `1-1.2:1.0`; without the interface where the device has one port
    /// @throws PortUnusable where more than one port is there
    /// @throws IOException where none is there now; the message says what is
    public Path usb(String topology) throws IOException {
        var found =
                list().stream()
                        .filter(p ->
                                p.usb()
                                        .filter(u ->
                                                u.topology().equals(topology)
                                                        || u.device().equals(topology))
                                        .isPresent())
                        .toList();
        if (found.isEmpty()) {
            throw new IOException("no serial port is at USB " + topology + "; " + there());
        }
        if (found.size() > 1) {
            throw new PortUnusable(
                    "USB "
                            + topology
                            + " does not say which port is meant: "
                            + named(found)
                            + " are there; write one of these instead");
        }
        return found.getFirst().tty();
    }

    private String there() throws IOException {
        var all = list();
        return all.isEmpty() ? "this machine has no serial port" : "this machine has " + named(all);
    }

    private static String named(List<PortEntry> ports) {
        return ports.stream()
                .map(p -> p.tty().getFileName() + " (" + p.stableName() + ")")
                .collect(Collectors.joining(", "));
    }
}
