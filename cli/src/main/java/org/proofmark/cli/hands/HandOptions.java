package org.proofmark.cli.hands;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.proofmark.cli.exit.UnusableInput;
import org.proofmark.domain.run.HandOrder;
import org.proofmark.proto.hands.v1.Claim;
import org.proofmark.wire.Times;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Which slot, who asks for it, and for how long it is to be held.
public final class HandOptions {
    private static final Pattern SLOT =
            Pattern.compile("([a-z0-9][a-z0-9-]{0,62})/([A-Za-z0-9][A-Za-z0-9._-]{0,99})");

    /// What a name may have at the most.
    private static final int MAX_NAME = 100;

    @Parameters(
            index = "0",
            paramLabel = "RIG/SLOT",
            description = "The slot, as 'status' lists RIG and SLOT.")
    private String slot = "";

    @Option(
            names = "--for",
            paramLabel = "TIME",
            description =
                    "How long the slot stays held after this (default: 15m; 1m to 4h): no run begins there, and at the"
                            + " end it is put into its safe state, power off. Every further command renews it.")
    private String lease = "15m";

    @Option(
            names = "--as",
            paramLabel = "NAME",
            description =
                    "Who holds the slot, for others to see (default: USER@HOST). Beside the certificate it is what tells"
                            + " operators apart.")
    private String name = "";

    @Option(
            names = "--take-over",
            description = "Take the slot from another operator; never from a run.")
    private boolean takeOver;

    /// The claim that goes with every order.
    ///
    /// @throws UnusableInput where an option cannot be used
    public Claim claim() {
        var matcher = SLOT.matcher(slot);
        if (!matcher.matches()) {
            throw new UnusableInput(
                    "'"
                            + slot
                            + "': a slot is named RIG/SLOT, such as rig-1/a; 'proofmark status' lists them");
        }
        return Claim.newBuilder()
                .setRigId(matcher.group(1))
                .setSlot(matcher.group(2))
                .setOperator(operator())
                .setLease(
                        Times.toWire(
                                Span.parse(
                                        "--for",
                                        lease,
                                        HandOrder.LEAST_LEASE,
                                        HandOrder.LONGEST_LEASE)))
                .setTakeOver(takeOver)
                .build();
    }

    /// As it was typed.
    public String slot() {
        return slot;
    }

    private String operator() {
        var chosen = name.isBlank() ? self() : name.strip();
        if (chosen.length() > MAX_NAME || chosen.chars().anyMatch(Character::isISOControl)) {
            throw new UnusableInput(
                    "--as: a name has at most "
                            + MAX_NAME
                            + " characters, none of them a control character");
        }
        return chosen;
    }

    private static String self() {
        var user =
                Optional.ofNullable(System.getProperty("user.name"))
                        .filter(u -> !u.isBlank() && !u.equals("?"))
                        .orElse("somebody");
        try {
            return user + "@" + InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return user;
        }
    }
}
