package org.proofmark.domain.observation;

import org.proofmark.domain.profile.InterfaceProtocol;

/// What an interface speaks.
public enum Protocol {
    HTTP,
    TELNET,
    SSH,
    UART,
    /// These are spoken over UDP.
    SNMP,
    DNS,
    MDNS,
    SSDP,
    COAP,
    TFTP,
    NTP,
    BACNET,
    /// None of these, or nobody could tell.
    UNKNOWN;

    /// Whether it is spoken over UDP.
    public boolean isUdp() {
        return switch (this) {
            case SNMP, DNS, MDNS, SSDP, COAP, TFTP, NTP, BACNET -> true;
            case HTTP, TELNET, SSH, UART, UNKNOWN -> false;
        };
    }

    /// What a documented interface is said to speak.
    public static Protocol of(InterfaceProtocol documented) {
        return switch (documented) {
            case HTTP -> HTTP;
            case TELNET -> TELNET;
            case SSH -> SSH;
            case UART -> UART;
            case OTHER -> UNKNOWN;
        };
    }
}
