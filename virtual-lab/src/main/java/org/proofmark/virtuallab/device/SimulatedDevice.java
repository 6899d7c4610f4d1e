package org.proofmark.virtuallab.device;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.random.RandomGenerator;
import org.proofmark.domain.time.Ticker;
import org.proofmark.virtuallab.device.ResetManner.Cause;

/// The life of a simulated device: boots, serves, and boots again when its button was held or
/// somebody asked for a restart. The process stays the same.
final class SimulatedDevice {
    /// What makes a device boot again.
    private sealed interface Order {
        record Reset(Cause cause) implements Order {}

        record Restart() implements Order {}
    }

    private final DeviceModel model;
    private final DeviceEnvironment unit;
    private final RandomGenerator random;
    private final Flash flash;
    private final Ticker ticker = Ticker.system();
    private final long poweredAt = ticker.nanos();
    private final LoginGate gate;
    private final BlockingQueue<Order> orders = new LinkedBlockingQueue<>();
    private final Deque<Service> services = new ArrayDeque<>();
    private long bootNanos = poweredAt;
    private int holds;

    SimulatedDevice(DeviceModel model, DeviceEnvironment unit, RandomGenerator random) {
        this.model = model;
        this.unit = unit;
        this.flash = new Flash(unit.state());
        this.gate = new LoginGate(model.traits().protection(), ticker);
        this.random = random;
    }

    /// Runs until the process is killed.
    void run() throws InterruptedException {
        var voice = model.traits().noisyConsole() ? new NoisyVoice(ticker) : Voice.plain();
        var uart = Uart.open(unit.serial(), voice);
        var accounts = new Accounts(model, flash, unit, random);
        printLabel(accounts);
        watchButton(uart);
        while (true) {
            boot(uart, accounts);
            obey(orders.take(), uart, accounts);
            stop(uart);
            orders.clear();
            bootNanos = ticker.nanos();
        }
    }

    private void watchButton(Uart uart) {
        var manner = model.traits().reset();
        new ButtonWatch(
                        manner.hold(),
                        () -> held(uart, manner.holds()),
                        () -> uart.line("button: short press, ignored"))
                .start(unit.button());
    }

    private void held(Uart uart, int wanted) {
        holds++;
        if (holds < wanted) {
            uart.line("button: held");
        } else {
            holds = 0;
            orders.add(new Order.Reset(Cause.BUTTON));
        }
    }

    private void boot(Uart uart, Accounts accounts) {
        gate.clear();
        accounts.booted();
        var appliance =
                new Appliance(
                        model,
                        unit,
                        accounts,
                        gate,
                        flash,
                        ticker,
                        bootNanos,
                        () -> orders.add(new Order.Restart()),
                        () -> orders.add(new Order.Reset(Cause.WEB)));
        var pace = model.traits().pace();
        Times.parkUntil(ticker, bootNanos + pace.silent().toNanos());
        new BootLog(uart, model, unit).play();
        Times.parkUntil(ticker, bootNanos + pace.network().toNanos());
        try {
            Services.start(appliance).forEach(services::push);
        } catch (IOException e) {
            uart.line("init: " + e.getMessage());
            throw new UncheckedIOException("cannot start the services", e);
        }
        accounts.shown().ifPresent(p -> uart.line("Initial admin password: " + p));
        if (accounts.wantsSetUp()) {
            uart.line("No password is set. Open the set-up page to define one.");
        }
        uart.line("READY " + model.name() + " fw=" + model.firmware());
        login(uart, appliance);
    }

    private static void login(Uart uart, Appliance appliance) {
        var session =
                appliance.model().traits().openUart()
                        ? LoginSession.open(Door.UART, appliance, uart::print)
                        : new LoginSession(Door.UART, appliance, uart::print);
        new UartLogin(session).takeOver(uart);
    }

    private void obey(Order order, Uart uart, Accounts accounts) {
        if (order instanceof Order.Reset reset) {
            var cause = reset.cause();
            uart.line("");
            uart.line(
                    switch (cause) {
                        case BUTTON ->
                                "Factory reset: button held "
                                        + model.traits().reset().hold().toSeconds()
                                        + " s";
                        case WEB -> "Factory reset: asked for on the web";
                    });
            accounts.factoryReset(cause, now());
            uart.line("settings erased");
        }
    }

    private Moment now() {
        long nanos = ticker.nanos();
        return new Moment(
                Duration.ofNanos(nanos - bootNanos),
                Instant.parse(unit.rtc()).plusNanos(nanos - poweredAt));
    }

    private void stop(Uart uart) {
        uart.onInput(_ -> {});
        while (!services.isEmpty()) {
            services.pop().close();
        }
        uart.line("Restarting system.");
    }

    /// The label is the last thing of production: a unit whose power went before is finished at the
    /// next power-on, with the same values.
    private void printLabel(Accounts accounts) {
        if (Files.exists(unit.label())) {
            return;
        }
        var label = new LinkedHashMap<String, String>();
        label.put("model", model.name());
        label.put("serial", unit.serialNumber());
        label.put("mac", unit.mac());
        label.put("batch", unit.batch());
        label.put("manufactured", unit.manufactured());
        accounts.printed()
                .ifPresent(password -> {
                    label.put("username", DeviceModel.ADMIN);
                    label.put("password", password);
                });
        Flash.publish(unit.label(), Json.object(label) + "\n");
    }
}
