package org.proofmark.virtuallab.device;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/// What a device says on its UART while it boots: a boot loader with a countdown, and a kernel.
final class BootLog {
    /// A stand-in for the second that real boot loaders wait.
    private static final long COUNTDOWN_NANOS = 100_000_000L;

    private final Uart uart;
    private final DeviceModel model;
    private final DeviceEnvironment unit;

    BootLog(Uart uart, DeviceModel model, DeviceEnvironment unit) {
        this.uart = uart;
        this.model = model;
        this.unit = unit;
    }

    /// Plays it to the end.
    void play() {
        loader();
        kernel();
    }

    private void loader() {
        var stopped = new AtomicBoolean();
        uart.onInput(_ -> stopped.set(true));
        uart.line("");
        uart.line("");
        uart.line("U-Boot 2024.01 (" + model.maker() + " " + model.name() + ")");
        uart.line("DRAM:  64 MiB");
        uart.line("Flash: 16 MiB");
        uart.line("Net:   eth0: " + unit.mac());
        uart.print("Hit any key to stop autoboot:  1 ");
        LockSupport.parkNanos(COUNTDOWN_NANOS);
        uart.line("\b\b\b 0 ");
        if (stopped.get()) {
            uart.line("The console of the boot loader is locked on production units.");
        }
        uart.onInput(_ -> {});
    }

    private void kernel() {
        uart.line("## Booting kernel from FIT Image at 44000000 ...");
        uart.line("   Verifying Hash Integrity ... sha256,rsa2048:prod+ OK");
        uart.line("[    0.000000] Linux version 6.6.32 (build@" + slug() + ") #1 SMP");
        uart.line("[    0.000000] Machine model: " + model.maker() + " " + model.name());
        uart.line("[    0.214511] printk: console [ttyS0] enabled");
        uart.line("[    0.402177] rtc0: setting system clock to " + unit.rtc());
        uart.line("[    0.611823] eth0: link up, address " + unit.address());
        uart.line("[    0.702415] VFS: Mounted root (squashfs filesystem) readonly.");
        uart.line("init: " + model.name() + " serial " + unit.serialNumber());
    }

    private String slug() {
        return model.maker().toLowerCase(java.util.Locale.ROOT).replace(' ', '-');
    }
}
