package org.proofmark.rigagent.serial;

/// What a serial line's driver has counted since it was loaded (`TIOCGICOUNT`, `linux/serial.h`).
/// Events, not bytes: an overrun has lost at least one byte.
///
/// @param overruns the hardware had no room for what came
/// @param bufferOverruns the kernel had no room for it
/// @param framing bytes without a stop bit, as at a wrong rate or while a supply goes up
/// @param parity bytes with a wrong parity bit
/// @param breaks breaks on the line
public record LineErrors(
        long overruns, long bufferOverruns, long framing, long parity, long breaks) {
    /// None counted.
    public static final LineErrors NONE = new LineErrors(0, 0, 0, 0, 0);

    /// Those since an earlier look. The kernel's counters are 32 bits wide and go round.
    public LineErrors since(LineErrors before) {
        return new LineErrors(
                grown(before.overruns, overruns),
                grown(before.bufferOverruns, bufferOverruns),
                grown(before.framing, framing),
                grown(before.parity, parity),
                grown(before.breaks, breaks));
    }

    private static long grown(long before, long now) {
        return (now - before) & 0xffff_ffffL;
    }

    /// Of those that lost bytes.
    public long losses() {
        return overruns + bufferOverruns;
    }

    /// True where bytes came that are not what was sent.
    public boolean garbled() {
        return framing > 0 || parity > 0 || breaks > 0;
    }

    /// For people, such as `overruns 0, buffer overruns 0, framing 2, parity 0, breaks 1`.
    public String text() {
        return "overruns "
                + overruns
                + ", buffer overruns "
                + bufferOverruns
                + ", framing "
                + framing
                + ", parity "
                + parity
                + ", breaks "
                + breaks;
    }
}
