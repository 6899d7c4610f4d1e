package org.proofmark.rigagent.gpio.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.nio.charset.StandardCharsets;

/// The kernel's GPIO interface, version 2, as `linux/gpio.h` has it since Linux 5.10: structs,
/// numbers of calls, flags. A test compares it with what a C compiler makes of that header.
final class Uapi {
    /// Longest name of a chip, line or consumer with its closing zero.
    static final int NAME_SIZE = 32;

    private static final int LINES_MAX = 64;
    private static final int ATTRIBUTES_MAX = 10;

    static final StructLayout CHIP_INFO =
            MemoryLayout.structLayout(text("name"), text("label"), JAVA_INT.withName("lines"))
                    .withName("gpiochip_info");

    static final StructLayout ATTRIBUTE =
            MemoryLayout.structLayout(
                            JAVA_INT.withName("id"),
                            JAVA_INT.withName("padding"),
                            MemoryLayout.unionLayout(
                                            JAVA_LONG.withName("flags"),
                                            JAVA_LONG.withName("values"),
                                            JAVA_INT.withName("debounce_period_us"))
                                    .withName("value"))
                    .withName("gpio_v2_line_attribute");

    static final StructLayout CONFIG_ATTRIBUTE =
            MemoryLayout.structLayout(ATTRIBUTE.withName("attr"), JAVA_LONG.withName("mask"))
                    .withName("gpio_v2_line_config_attribute");

    static final StructLayout CONFIG =
            MemoryLayout.structLayout(
                            JAVA_LONG.withName("flags"),
                            JAVA_INT.withName("num_attrs"),
                            MemoryLayout.sequenceLayout(5, JAVA_INT).withName("padding"),
                            MemoryLayout.sequenceLayout(ATTRIBUTES_MAX, CONFIG_ATTRIBUTE)
                                    .withName("attrs"))
                    .withName("gpio_v2_line_config");

    static final StructLayout REQUEST =
            MemoryLayout.structLayout(
                            MemoryLayout.sequenceLayout(LINES_MAX, JAVA_INT).withName("offsets"),
                            text("consumer"),
                            CONFIG.withName("config"),
                            JAVA_INT.withName("num_lines"),
                            JAVA_INT.withName("event_buffer_size"),
                            MemoryLayout.sequenceLayout(5, JAVA_INT).withName("padding"),
                            JAVA_INT.withName("fd"))
                    .withName("gpio_v2_line_request");

    static final StructLayout LINE_INFO =
            MemoryLayout.structLayout(
                            text("name"),
                            text("consumer"),
                            JAVA_INT.withName("offset"),
                            JAVA_INT.withName("num_attrs"),
                            JAVA_LONG.withName("flags"),
                            MemoryLayout.sequenceLayout(ATTRIBUTES_MAX, ATTRIBUTE)
                                    .withName("attrs"),
                            MemoryLayout.sequenceLayout(4, JAVA_INT).withName("padding"))
                    .withName("gpio_v2_line_info");

    static final StructLayout VALUES =
            MemoryLayout.structLayout(JAVA_LONG.withName("bits"), JAVA_LONG.withName("mask"))
                    .withName("gpio_v2_line_values");

    static final StructLayout EVENT =
            MemoryLayout.structLayout(
                            JAVA_LONG.withName("timestamp_ns"),
                            JAVA_INT.withName("id"),
                            JAVA_INT.withName("offset"),
                            JAVA_INT.withName("seqno"),
                            JAVA_INT.withName("line_seqno"),
                            MemoryLayout.sequenceLayout(6, JAVA_INT).withName("padding"))
                    .withName("gpio_v2_line_event");

    /// `struct pollfd` of `poll.h`.
    static final StructLayout POLL_FD =
            MemoryLayout.structLayout(
                            JAVA_INT.withName("fd"),
                            JAVA_SHORT.withName("events"),
                            JAVA_SHORT.withName("revents"))
                    .withName("pollfd");

    static final short POLLIN = 1;

    static final long GET_CHIPINFO = call(false, 0x01, CHIP_INFO);
    static final long GET_LINEINFO = call(true, 0x05, LINE_INFO);
    static final long GET_LINE = call(true, 0x07, REQUEST);
    static final long GET_VALUES = call(true, 0x0E, VALUES);
    static final long SET_VALUES = call(true, 0x0F, VALUES);

    static final long FLAG_USED = 1;
    static final long FLAG_ACTIVE_LOW = 1 << 1;
    static final long FLAG_INPUT = 1 << 2;
    static final long FLAG_OUTPUT = 1 << 3;
    static final long FLAG_EDGE_RISING = 1 << 4;
    static final long FLAG_EDGE_FALLING = 1 << 5;
    static final long FLAG_OPEN_DRAIN = 1 << 6;
    static final long FLAG_OPEN_SOURCE = 1 << 7;
    static final long FLAG_PULL_UP = 1 << 8;
    static final long FLAG_PULL_DOWN = 1 << 9;
    static final long FLAG_BIAS_DISABLED = 1 << 10;

    static final int ATTRIBUTE_OUTPUT_VALUES = 2;
    static final int ATTRIBUTE_DEBOUNCE = 3;

    static final int EVENT_RISING = 1;

    private Uapi() {}

    /// Where a field begins, such as `at(REQUEST, "config", "flags")`.
    static long at(MemoryLayout layout, String... fields) {
        var path = new PathElement[fields.length];
        for (int i = 0; i < fields.length; i++) {
            path[i] = PathElement.groupElement(fields[i]);
        }
        return layout.byteOffset(path);
    }

    /// A text that a zero or the end of the field closes.
    static String text(MemorySegment struct, long at) {
        var bytes = struct.asSlice(at, NAME_SIZE).toArray(JAVA_BYTE);
        int length = 0;
        while (length < bytes.length && bytes[length] != 0) {
            length++;
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    private static MemoryLayout text(String field) {
        return MemoryLayout.sequenceLayout(NAME_SIZE, JAVA_BYTE).withName(field);
    }

    /// `_IOR(0xB4, number, struct)` or `_IOWR(…)` of `asm-generic/ioctl.h`.
    private static long call(boolean alsoWrites, int number, StructLayout struct) {
        long direction = alsoWrites ? 3 : 2;
        return direction << 30 | struct.byteSize() << 16 | 0xB4 << 8 | number;
    }
}
