package org.proofmark.bench.watch;

/// What is wrong with a device, by what its console says. It is nobody's breach: a device that does
/// not run cannot be examined, and whether the device, its supply or its slot is the cause cannot
/// be known from here.
///
/// @param code [#PANIC], [#BOOT_LOOP], [#WATCHDOG_RESET] or [#BROWN_OUT]
/// @param what for people: what was recognised, how often, and what to do
public record DeviceTrouble(String code, String what) {
    /// Its system broke down.
    public static final String PANIC = "device-panic";

    /// It starts again and again, and never gets ready.
    public static final String BOOT_LOOP = "device-boot-loop";

    /// The same, and it says that a watchdog reset it.
    public static final String WATCHDOG_RESET = "device-watchdog-reset";

    /// It says that its supply fell short.
    public static final String BROWN_OUT = "device-brown-out";
}
