package org.proofmark.rigagent.gpio;

import java.util.Locale;

/// Through what a line is driven.
enum GpioProvider {
    /// Our own: the kernel's character device, chip by label, line by name.
    KERNEL,
    /// Pi4J's own, on a Raspberry Pi only. It knows neither bias, drive nor active-low.
    GPIOD,
    /// Pi4J's mock, for tests and for trying a rig's file.
    MOCK;

    static GpioProvider of(String setting) {
        return valueOf(setting.toUpperCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
