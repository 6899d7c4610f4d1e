package org.proofmark.rigagent.gpio;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.exception.Pi4JException;
import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalInputProvider;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalOutputProvider;
import com.pi4j.provider.Provider;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.proofmark.bench.BenchFault;
import org.proofmark.domain.run.Fault;
import org.proofmark.domain.run.SlotId;

/// The GPIO lines of this machine, each held by one slot at most. Thread-safe.
final class GpioLines {
    /// The lines that the wiring kinds share: a chip is one per machine, and a kind is made by
    /// [java.util.ServiceLoader], which hands nothing in.
    static final GpioLines MACHINE = new GpioLines(Path.of("/dev"));

    private final Path devices;
    private final Map<String, SlotId> holders = new HashMap<>();

    /// @param devices the folder with `gpiochip0` and so on
    GpioLines(Path devices) {
        this.devices = devices;
    }

    /// Takes a line as an output that stands at its idle level from the first moment.
    ///
    /// @throws BenchFault `gpio-busy` where another slot or process has it, `gpio-missing` where
    ///   there is no such chip or line, `gpio-forbidden` where this process may not open the chip,
    ///   `gpio-failed` where the chip refuses
    GpioLine output(LineOrder order) {
        return held(order, () -> openOutput(order));
    }

    /// Takes a line as an input.
    ///
    /// @throws BenchFault as [#output]
    SenseLine input(LineOrder order) {
        return held(order, () -> openInput(order));
    }

    private <T> T held(LineOrder order, Supplier<T> opening) {
        hold(order);
        try {
            return opening.get();
        } catch (Pi4JException e) {
            release(order);
            throw new BenchFault.Hardware(
                    Fault.of(
                            "gpio-failed",
                            "GPIO " + order.described() + " cannot be taken: " + e.getMessage(),
                            "open wiring"),
                    e);
        } catch (RuntimeException e) {
            release(order);
            throw e;
        }
    }

    private void hold(LineOrder order) {
        synchronized (holders) {
            var holder = holders.putIfAbsent(order.described(), order.slot());
            if (holder != null) {
                throw new BenchFault.Hardware(
                        Fault.of(
                                "gpio-busy",
                                "GPIO "
                                        + order.described()
                                        + " is held by slot "
                                        + holder
                                        + "; give slot "
                                        + order.slot()
                                        + " a line of its own",
                                "open wiring"));
            }
        }
    }

    private void release(LineOrder order) {
        synchronized (holders) {
            holders.remove(order.described());
        }
    }

    private GpioLine openOutput(LineOrder order) {
        return switch (order.provider()) {
            case KERNEL -> {
                var context = context(new KernelOutputProvider(devices));
                var output =
                        closing(context, () -> output(context, order, KernelOutputProvider.ID, 0));
                // the kernel itself turns the levels of an active-low line around
                yield new GpioLine(output, false, () -> close(context, order));
            }
            case GPIOD -> {
                var opened = GpiodOutputs.MACHINE.open(devices, order);
                yield new GpioLine(
                        opened.output(),
                        order.activeLow(),
                        () -> {
                            opened.close();
                            release(order);
                        });
            }
            case MOCK -> {
                var context = context(MockDigitalOutputProvider.newInstance());
                var output =
                        output(
                                context,
                                order,
                                MockDigitalOutputProvider.ID,
                                order.activeLow() ? 1 : 0);
                yield new GpioLine(output, order.activeLow(), () -> close(context, order));
            }
        };
    }

    private SenseLine openInput(LineOrder order) {
        return switch (order.provider()) {
            case KERNEL -> {
                var context = context(new KernelInputProvider(devices));
                var input = closing(context, () -> input(context, order, KernelInputProvider.ID));
                yield new SenseLine(input, false, () -> close(context, order));
            }
            case GPIOD ->
                    throw new BenchFault.Hardware(
                            Fault.of(
                                    "gpio-failed",
                                    "provider gpiod has no inputs here: its edges have no time of"
                                            + " the kernel; write provider: kernel for "
                                            + order.described(),
                                    "open wiring"));
            case MOCK -> {
                var context = context(MockDigitalInputProvider.newInstance());
                var input = input(context, order, MockDigitalInputProvider.ID);
                yield new SenseLine(input, order.activeLow(), () -> close(context, order));
            }
        };
    }

    private static <T> T closing(Context context, Supplier<T> opening) {
        try {
            return opening.get();
        } catch (RuntimeException e) {
            context.shutdown();
            throw e;
        }
    }

    private static Context context(Provider<?, ?, ?> provider) {
        return Pi4J.newContextBuilder().noAutoDetect().disableShutdownHook().add(provider).build();
    }

    private void close(Context context, LineOrder order) {
        try {
            context.shutdown();
        } finally {
            release(order);
        }
    }

    /// @param idle 0 or 1
    private static DigitalOutput output(
            Context context, LineOrder order, String provider, int idle) {
        var level = DigitalState.state(idle);
        return context.create(
                DigitalOutput.newConfigBuilder(context)
                        .id(order.consumer())
                        .address(address(order))
                        .load(order.properties())
                        .initial(level)
                        .shutdown(level)
                        .provider(provider)
                        .build());
    }

    private static DigitalInput input(Context context, LineOrder order, String provider) {
        return context.create(
                DigitalInput.newConfigBuilder(context)
                        .id(order.consumer())
                        .address(address(order))
                        .load(order.properties())
                        // what there is of it, the kernel does: Pi4J's own comes 100 ms late
                        .debounce(0L)
                        .provider(provider)
                        .build());
    }

    /// Pi4J wants a number; our own provider and the mock go by the line's name.
    private static int address(LineOrder order) {
        return order.line().matches("[0-9]{1,5}") ? Integer.parseInt(order.line()) : 0;
    }
}
