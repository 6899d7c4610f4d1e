package org.proofmark.virtuallab.device;

import java.security.SecureRandom;

/// A simulated device as a process of the virtual lab: `Main --id C1`, with the contract's `DUT_*`
/// variables. It runs until it is killed, which is how its power is cut.
public final class Main {
    /// Exit status where the command line or the environment is wrong.
    private static final int USAGE = 2;

    private Main() {}

    /// Powers the device on.
    ///
    /// @param arguments `--id` and the id of a simulated device
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
        if (arguments.length != 2 || !arguments[0].equals("--id")) {
            throw new IllegalArgumentException("usage: --id ID, one of " + DeviceModels.ids());
        }
        return DeviceModels.find(arguments[1])
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "no simulated device '"
                                        + arguments[1]
                                        + "'; there are "
                                        + DeviceModels.ids()));
    }

    @SuppressWarnings("SystemOut") // the process's own error stream, drained by the lab
    private static void complain(@org.jspecify.annotations.Nullable String text) {
        System.err.println("simulated device: " + text);
    }
}
