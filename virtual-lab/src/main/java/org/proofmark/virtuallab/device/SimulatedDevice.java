package org.proofmark.virtuallab.device;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.random.RandomGenerator;
import org.proofmark.domain.time.Ticker;

/// The life of a simulated device: boots, serves, and boots again when its button was held or
/// somebody asked for a restart. The process stays the same.
final class SimulatedDevice {
    private enum Order {
        RESET,
        RESTART
    }

    private final DeviceModel model;
    private final DeviceEnvironment unit;
    private final RandomGenerator random;
    private final Ticker ticker = Ticker.system();
    private final BlockingQueue<Order> orders = new LinkedBlockingQueue<>();
    private final Deque<Service> services = new ArrayDeque<>();

    SimulatedDevice(DeviceModel model, DeviceEnvironment unit, RandomGenerator random) {
        this.model = model;
        this.unit = unit;
        this.random = random;
    }

    /// Runs until the process is killed.
    void run() throws InterruptedException {
        var uart = Uart.open(unit.serial());
        var accounts = new Accounts(model, new Flash(unit.state()), unit.batch(), random);
        printLabel(accounts);
        watchButton(uart);
        while (true) {
            boot(uart, accounts);
            obey(orders.take(), uart, accounts);
            stop(uart);
            orders.clear();
        }
    }

    private void watchButton(Uart uart) {
        new ButtonWatch(
                        () -> orders.add(Order.RESET),
                        () -> uart.line("button: short press, ignored"))
                .start(unit.button());
    }

    private void boot(Uart uart, Accounts accounts) throws InterruptedException {
        var appliance =
                new Appliance(
                        model,
                        unit,
                        accounts,
                        ticker,
                        ticker.nanos(),
                        () -> orders.add(Order.RESTART));
        new BootLog(uart, model, unit).play();
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
        var session = new LoginSession(Door.UART, appliance, uart::print);
        new UartLogin(session).takeOver(uart);
    }

    private static void obey(Order order, Uart uart, Accounts accounts) {
        if (order == Order.RESET) {
            uart.line("");
            uart.line("Factory reset: button held " + ButtonWatch.HOLD.toSeconds() + " s");
            accounts.factoryReset();
            uart.line("settings erased");
        }
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
