package org.proofmark.rigagent.gpio.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.OptionalInt;
import org.proofmark.bench.BenchFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An open GPIO chip. Lines that were taken from it stay when it is closed.
///
/// For one thread at a time.
public final class GpioChip implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GpioChip.class);

    /// Edges that the kernel keeps until they are fetched, the most that it takes: a thread that
    /// fetches them may be late.
    private static final int EDGES_KEPT = 1024;

    private final int fd;
    private final ChipInfo info;

    private GpioChip(int fd, ChipInfo info) {
        this.fd = fd;
        this.info = info;
    }

    /// Opens the chip with a label.
    ///
    /// @param devices the folder with `gpiochip0` and so on: `/dev`
    /// @throws org.proofmark.bench.BenchFault `gpio-missing` where no chip or more than one has
    ///   that label, `gpio-forbidden` where this process may not open it
    public static GpioChip labelled(Path devices, String label) {
        return ChipSearch.in(devices).labelled(label);
    }

    /// Opens a chip by its path.
    ///
    /// @throws org.proofmark.bench.BenchFault `gpio-missing`, `gpio-forbidden`, `gpio-failed`
    static GpioChip open(Path path) {
        var opened = Libc.open(path);
        if (opened.failed()) {
            throw switch (opened.errno()) {
                case Libc.EACCES, Libc.EPERM -> GpioFaults.forbidden(path, opened.errno());
                default ->
                        GpioFaults.failed("GPIO chip " + path, "cannot be opened", opened.errno());
            };
        }
        try (var arena = Arena.ofConfined()) {
            var answer = arena.allocate(Uapi.CHIP_INFO);
            var asked = Libc.ioctl(opened.fd(), Uapi.GET_CHIPINFO, answer);
            if (asked.failed()) {
                Libc.close(opened.fd());
                throw GpioFaults.failed("GPIO chip " + path, "says nothing", asked.errno());
            }
            return new GpioChip(
                    opened.fd(),
                    new ChipInfo(
                            path,
                            Uapi.text(answer, Uapi.at(Uapi.CHIP_INFO, "label")),
                            answer.get(JAVA_INT, Uapi.at(Uapi.CHIP_INFO, "lines"))));
        }
    }

    public ChipInfo info() {
        return info;
    }

    /// What is known of a line.
    ///
    /// @param offset from 0 to one less than the chip has lines
    /// @throws org.proofmark.bench.BenchFault `gpio-failed`
    public LineInfo line(int offset) {
        try (var arena = Arena.ofConfined()) {
            var answer = arena.allocate(Uapi.LINE_INFO);
            answer.set(JAVA_INT, Uapi.at(Uapi.LINE_INFO, "offset"), offset);
            var asked = Libc.ioctl(fd, Uapi.GET_LINEINFO, answer);
            if (asked.failed()) {
                throw GpioFaults.failed(
                        "line " + offset + " of " + described(), "says nothing", asked.errno());
            }
            return new LineInfo(
                    offset,
                    Uapi.text(answer, Uapi.at(Uapi.LINE_INFO, "name")),
                    Uapi.text(answer, Uapi.at(Uapi.LINE_INFO, "consumer")),
                    answer.get(JAVA_LONG, Uapi.at(Uapi.LINE_INFO, "flags")));
        }
    }

    /// Finds a line by its name, or by its number as a last resort: numbers change with kernels and
    /// boards, and a warning says which name to write instead.
    ///
    /// @throws org.proofmark.bench.BenchFault `gpio-missing` where no line or more than one is
    ///   called so
    public LineInfo find(String line) {
        var lines = new ArrayList<LineInfo>();
        for (int offset = 0; offset < info.lines(); offset++) {
            lines.add(line(offset));
        }
        var found = lines.stream().filter(l -> l.name().equals(line)).toList();
        if (found.size() > 1) {
            throw GpioFaults.severalLines(
                    info, line, found.stream().map(LineInfo::offset).toList());
        }
        if (found.size() == 1) {
            return found.getFirst();
        }
        var number = number(line);
        if (number.isEmpty() || number.getAsInt() >= info.lines()) {
            throw GpioFaults.noLine(
                    info,
                    line,
                    lines.stream().map(LineInfo::name).filter(n -> !n.isEmpty()).toList());
        }
        var taken = lines.get(number.getAsInt());
        LOG.warn("{}", byNumber(taken));
        return taken;
    }

    /// Why a line should not be named by its number.
    String byNumber(LineInfo line) {
        return "line "
                + line.offset()
                + " of "
                + described()
                + " is taken by its number, which may mean another line after an update of the"
                + " kernel or on another board; "
                + (line.name().isEmpty()
                        ? "the line has no name: look after each update that it is still the one"
                        : "write its name instead: line: " + line.name());
    }

    private static OptionalInt number(String line) {
        return line.matches("[0-9]{1,5}")
                ? OptionalInt.of(Integer.parseInt(line))
                : OptionalInt.empty();
    }

    /// Takes a line. Where the chip has no interrupts for an input, its level is looked at.
    ///
    /// @throws org.proofmark.bench.BenchFault `gpio-busy` with the name of who holds it,
    ///   `gpio-forbidden`, `gpio-failed` where the chip cannot do what is wanted
    public HeldLine take(LineInfo line, LineRequest wanted) {
        var name = name(line);
        try (var arena = Arena.ofConfined()) {
            var request = request(arena, line.offset(), wanted, true);
            var taken = Libc.ioctl(fd, Uapi.GET_LINE, request);
            if (taken.failed()
                    && taken.errno() == Libc.ENXIO
                    && wanted.purpose() instanceof LineRequest.Input(var debounce)) {
                return takeToLookAt(arena, line, wanted, debounce);
            }
            if (taken.failed()) {
                throw refused(line, wanted, taken.errno());
            }
            return new HeldLine(name, descriptor(request), Optional.empty());
        }
    }

    private HeldLine takeToLookAt(
            Arena arena, LineInfo line, LineRequest wanted, Duration debounce) {
        var request = request(arena, line.offset(), wanted, false);
        var taken = Libc.ioctl(fd, Uapi.GET_LINE, request);
        if (taken.failed()) {
            throw refused(line, wanted, taken.errno());
        }
        LOG.warn(
                "{}: its chip has no interrupts, so its level is looked at every {} ms; shorter"
                        + " pulses are not seen",
                name(line),
                HeldLine.LOOK_MILLISECONDS);
        return new HeldLine(name(line), descriptor(request), Optional.of(debounce));
    }

    private static int descriptor(MemorySegment request) {
        return request.get(JAVA_INT, Uapi.at(Uapi.REQUEST, "fd"));
    }

    private BenchFault refused(LineInfo line, LineRequest wanted, int errno) {
        return switch (errno) {
            case Libc.EBUSY ->
                    GpioFaults.busy(name(line), line(line.offset()), LineHolders.processes());
            case Libc.EACCES, Libc.EPERM -> GpioFaults.forbidden(info.path(), errno);
            default ->
                    GpioFaults.failed(
                            name(line),
                            "cannot be taken as "
                                    + wanted.purpose()
                                    + ", bias "
                                    + wanted.bias()
                                    + ", drive "
                                    + wanted.drive(),
                            errno);
        };
    }

    private String name(LineInfo line) {
        return "line "
                + (line.name().isEmpty() ? line.offset() : line.name())
                + " of "
                + described();
    }

    private String described() {
        return "GPIO chip '" + info.label() + "' (" + info.path() + ")";
    }

    /// The one struct with everything that is wanted of a line.
    ///
    /// @param edges whether the kernel is to report an input's edges, debounced
    static MemorySegment request(Arena arena, int offset, LineRequest wanted, boolean edges) {
        var request = arena.allocate(Uapi.REQUEST);
        request.set(JAVA_INT, Uapi.at(Uapi.REQUEST, "offsets"), offset);
        request.set(JAVA_INT, Uapi.at(Uapi.REQUEST, "num_lines"), 1);
        var consumer = wanted.consumer().getBytes(StandardCharsets.UTF_8);
        MemorySegment.copy(
                consumer,
                0,
                request,
                JAVA_BYTE,
                Uapi.at(Uapi.REQUEST, "consumer"),
                consumer.length);
        request.set(JAVA_LONG, Uapi.at(Uapi.REQUEST, "config", "flags"), wanted.flags(edges));
        switch (wanted.purpose()) {
            case LineRequest.Output(boolean active) ->
                    attribute(request, Uapi.ATTRIBUTE_OUTPUT_VALUES, active ? 1 : 0);
            case LineRequest.Input(var debounce) -> {
                request.set(JAVA_INT, Uapi.at(Uapi.REQUEST, "event_buffer_size"), EDGES_KEPT);
                if (edges && !debounce.isZero()) {
                    attribute(request, Uapi.ATTRIBUTE_DEBOUNCE, debounce.toNanos() / 1000);
                }
            }
        }
        return request;
    }

    private static void attribute(MemorySegment request, int id, long value) {
        long attribute = Uapi.at(Uapi.REQUEST, "config", "attrs");
        request.set(JAVA_INT, Uapi.at(Uapi.REQUEST, "config", "num_attrs"), 1);
        request.set(JAVA_INT, attribute + Uapi.at(Uapi.CONFIG_ATTRIBUTE, "attr", "id"), id);
        long at = attribute + Uapi.at(Uapi.CONFIG_ATTRIBUTE, "attr", "value");
        if (id == Uapi.ATTRIBUTE_DEBOUNCE) {
            request.set(JAVA_INT, at, Math.toIntExact(value));
        } else {
            request.set(JAVA_LONG, at, value);
        }
        request.set(JAVA_LONG, attribute + Uapi.at(Uapi.CONFIG_ATTRIBUTE, "mask"), 1);
    }

    @Override
    public void close() {
        Libc.close(fd);
    }
}
