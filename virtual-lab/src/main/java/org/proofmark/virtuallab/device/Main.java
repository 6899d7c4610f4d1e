package org.proofmark.virtuallab.device;

import java.security.SecureRandom;

/// A simulated device as a process of the virtual lab: `Main --id C1`, with the contract's `DUT_*`
/// variables. With `--times 10` its own times (lock-outs, slow boots, windows) are 10 % of the
/// usual. It runs until it is killed, which is how its power is cut.
public final class Main {
    /// Exit status where the command line or the environment is wrong.
    private static final int USAGE = 2;

    private Main() {}

    /// Powers the device on.
    ///
    /// @param arguments `--id` and the id of a simulated device; then perhaps `--times` and a
    ///   percentage
    public static void main(String[] arguments) {
        // The JDK's server holds answers back for 40 ms without this.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        // Loading BouncyCastle, which may be on the class path, costs a third of a second.
        System.setProperty("org.apache.sshd.security.provider.BC.enabled", "false");
        try {
            var model = model(arguments);
            var environment = DeviceEnvironment.of(System.getenv());
            new SimulatedDevice(model, environment, new SecureRandom()).run();
        } catch (IllegalArgumentException e) {
            complain(e.getMessage());
            System.exit(USAGE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static DeviceModel model(String[] arguments) {
        boolean timed = arguments.length == 4 && arguments[2].equals("--times");
        if ((arguments.length != 2 && !timed) || !arguments[0].equals("--id")) {
            throw new IllegalArgumentException(
                    "usage: --id ID [--times PERCENT], ID one of " + DeviceModels.ids());
        }
        var model = model(arguments[1]);
        return timed ? model.scaled(percent(arguments[3])) : model;
    }

    private static int percent(String text) {
        if (!text.matches("[0-9]{1,3}")) {
            throw new IllegalArgumentException("--times: wanted are 0 to 999 percent, got " + text);
        }
        return Integer.parseInt(text);
    }

    private static DeviceModel model(String id) {
        return DeviceModels.find(id)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "no simulated device '"
                                        + id
                                        + "'; there are "
                                        + DeviceModels.ids()));
    }

    @SuppressWarnings("SystemOut") // the process's own error stream, drained by the lab
    private static void complain(@org.jspecify.annotations.Nullable String text) {
        System.err.println("simulated device: " + text);
    }
}
