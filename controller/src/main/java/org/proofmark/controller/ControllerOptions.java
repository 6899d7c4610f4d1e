package org.proofmark.controller;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.proofmark.controller.run.Limits;
import org.proofmark.controller.store.DatabaseAccess;
import org.proofmark.domain.time.Ticker;

/// How a controller is started.
///
/// @param state its folder, made with mode 0700 where it is missing
/// @param listen where rigs and the command line reach it; port 0 = a free one, kept over restarts
/// @param enrolListen where rigs enrol; port 0 = a free one, kept over restarts
/// @param advertisedHost the name that rigs reach it by, where that is not the address it listens
///   on; stands in its certificate
/// @param suites the jars that certify, by name, such as `uk-top-three`
/// @param limits how long and how often
/// @param ticker measures silence and leases
/// @param clock stamps records and certificates
/// @param web where the pages are served; port 0 = a free one, kept over restarts; empty = nowhere
/// @param database where records are kept; empty = the SQLite file in the state folder
public record ControllerOptions(
        Path state,
        InetSocketAddress listen,
        InetSocketAddress enrolListen,
        Optional<String> advertisedHost,
        Map<String, Path> suites,
        Limits limits,
        Ticker ticker,
        InstantSource clock,
        Optional<InetSocketAddress> web,
        Optional<DatabaseAccess> database) {
    public ControllerOptions {
        suites = Map.copyOf(suites);
    }

    /// On free loopback ports, without suites.
    public static ControllerOptions in(Path state) {
        return new ControllerOptions(
                state,
                new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0),
                new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0),
                Optional.empty(),
                Map.of(),
                Limits.standard(),
                Ticker.system(),
                InstantSource.system(),
                Optional.empty(),
                Optional.empty());
    }

    /// The same on these addresses.
    public ControllerOptions listening(InetSocketAddress link, InetSocketAddress enrol) {
        return new ControllerOptions(
                state, link, enrol, advertisedHost, suites, limits, ticker, clock, web, database);
    }

    /// The same, reached by this name.
    public ControllerOptions advertising(String host) {
        return new ControllerOptions(
                state,
                listen,
                enrolListen,
                Optional.of(host),
                suites,
                limits,
                ticker,
                clock,
                web,
                database);
    }

    /// The same with these suites.
    public ControllerOptions withSuites(Map<String, Path> jars) {
        return new ControllerOptions(
                state,
                listen,
                enrolListen,
                advertisedHost,
                jars,
                limits,
                ticker,
                clock,
                web,
                database);
    }

    /// The same with other limits.
    public ControllerOptions withLimits(Limits other) {
        return new ControllerOptions(
                state,
                listen,
                enrolListen,
                advertisedHost,
                suites,
                other,
                ticker,
                clock,
                web,
                database);
    }

    /// The same with other clocks.
    public ControllerOptions withClocks(Ticker monotonic, InstantSource wall) {
        return new ControllerOptions(
                state,
                listen,
                enrolListen,
                advertisedHost,
                suites,
                limits,
                monotonic,
                wall,
                web,
                database);
    }

    /// The same with the pages at this address. They have no login.
    public ControllerOptions withWeb(InetSocketAddress address) {
        return new ControllerOptions(
                state,
                listen,
                enrolListen,
                advertisedHost,
                suites,
                limits,
                ticker,
                clock,
                Optional.of(address),
                database);
    }

    /// The same with its records in a PostgreSQL database.
    public ControllerOptions withDatabase(DatabaseAccess access) {
        return new ControllerOptions(
                state,
                listen,
                enrolListen,
                advertisedHost,
                suites,
                limits,
                ticker,
                clock,
                web,
                Optional.of(access));
    }
}
