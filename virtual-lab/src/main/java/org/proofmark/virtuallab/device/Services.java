package org.proofmark.virtuallab.device;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Starts the network services that a model has.
final class Services {
    private Services() {}

    /// Starts all; where one cannot start, those that run are closed.
    static List<Service> start(Appliance appliance) throws IOException {
        var started = new ArrayList<Service>();
        try {
            for (var door : Door.values()) {
                if (appliance.model().doors().contains(door)) {
                    start(door, appliance, started);
                }
            }
            for (var port : appliance.model().traits().debugPorts()) {
                started.add(DebugService.start(port, appliance));
            }
            return started;
        } catch (IOException e) {
            started.forEach(Service::close);
            throw e;
        }
    }

    private static void start(Door door, Appliance appliance, List<Service> started)
            throws IOException {
        var address = appliance.unit().address();
        switch (door) {
            case UART, DEBUG -> {}
            case WEB -> started.add(WebService.start(address, appliance));
            case TELNET -> started.add(TelnetService.start(address, appliance));
            case SSH -> started.add(SshService.start(address, appliance));
        }
    }
}
