package org.proofmark.virtuallab.device;

import java.io.IOException;
import org.proofmark.domain.time.Ticker;

/// Serves a [DebugPort] while its window lasts.
final class DebugService implements Service {
    private final TelnetService telnet;

    private DebugService(TelnetService telnet) {
        this.telnet = telnet;
    }

    /// Opens the port, and closes it when the window is over.
    static DebugService start(DebugPort port, Appliance appliance) throws IOException {
        var service =
                new DebugService(
                        TelnetService.start(
                                appliance.unit().address(),
                                port.port(),
                                out ->
                                        port.login()
                                                ? new LoginSession(Door.DEBUG, appliance, out)
                                                : LoginSession.open(Door.DEBUG, appliance, out)));
        var ticker = appliance.ticker();
        long end = ticker.nanos() + port.window().toNanos();
        Thread.ofPlatform().daemon().name("debug-window").start(() -> service.closeAt(ticker, end));
        return service;
    }

    private void closeAt(Ticker ticker, long nanos) {
        Times.parkUntil(ticker, nanos);
        close();
    }

    /// May be called more than once.
    @Override
    public void close() {
        telnet.close();
    }
}
