package org.proofmark.certification.passwords;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.proofmark.certification.passwords.UdpServices.Question;
import org.proofmark.domain.observation.Protocol;

/// What services over UDP are asked, each in its own protocol and reading only.
final class UdpQuestions {
    private static final int SNMP = 161;
    private static final int V1 = 0;
    private static final int V2C = 1;
    private static final int A = 1;
    private static final int PTR = 12;
    private static final String DISCOVER =
            String.join(
                    "\r\n",
                    "M-SEARCH * HTTP/1.1",
                    "HOST: 239.255.255.250:1900",
                    "MAN: \"ssdp:discover\"",
                    "MX: 1",
                    "ST: ssdp:all",
                    "",
                    "");

    private UdpQuestions() {}

    static List<Question> all() {
        var all = new ArrayList<Question>();
        for (var community : List.of("public", "private")) {
            for (int version : List.of(V1, V2C)) {
                all.add(
                        new Question(
                                Protocol.SNMP,
                                SNMP,
                                "the community '" + community + "'",
                                snmp(version, community)));
            }
        }
        // RFC 1035: the address of localhost, recursion desired
        all.add(plain(Protocol.DNS, 53, dns(new int[] {0x50, 0x4d, 1, 0}, 1, "localhost")));
        // RFC 6762, a unicast answer wanted; RFC 6763 section 9
        all.add(
                plain(
                        Protocol.MDNS,
                        5353,
                        dns(
                                new int[] {0, 0, 0, 0},
                                0x8001,
                                "_services",
                                "_dns-sd",
                                "_udp",
                                "local")));
        all.add(plain(Protocol.SSDP, 1900, ascii(DISCOVER)));
        // RFC 7252: GET /.well-known/core, confirmable; RFC 6690
        all.add(
                plain(
                        Protocol.COAP,
                        5683,
                        join(
                                bytes(0x40, 1, 0x50, 0x4d, 0xbb),
                                ascii(".well-known"),
                                bytes(4),
                                ascii("core"))));
        // RFC 1350: read a file that is hardly there; an error is an answer, too
        all.add(plain(Protocol.TFTP, 69, join(bytes(0, 1), ascii("proofmark\0octet\0"))));
        // RFC 5905: a client's question, version 3
        all.add(plain(Protocol.NTP, 123, join(bytes(0x1b), new byte[47])));
        // ASHRAE 135, annex J: Who-Is
        all.add(
                plain(
                        Protocol.BACNET,
                        47_808,
                        bytes(0x81, 0x0a, 0, 0x0c, 1, 0x20, 0xff, 0xff, 0, 0xff, 0x10, 8)));
        return all;
    }

    private static Question plain(Protocol protocol, int port, byte[] packet) {
        return new Question(protocol, port, "", packet);
    }

    /// RFC 1157 and RFC 1901: GetRequest of sysDescr.0.
    static byte[] snmp(int version, String community) {
        var variable = tagged(0x30, join(tagged(6, bytes(0x2b, 6, 1, 2, 1, 1, 1, 0)), bytes(5, 0)));
        var request =
                tagged(
                        0xa0,
                        join(
                                tagged(2, bytes(0x50, 0x4d)),
                                tagged(2, bytes(0)),
                                tagged(2, bytes(0)),
                                tagged(0x30, variable)));
        return tagged(0x30, join(tagged(2, bytes(version)), tagged(4, ascii(community)), request));
    }

    /// Short lengths only.
    private static byte[] tagged(int tag, byte[] content) {
        return join(bytes(tag, content.length), content);
    }

    /// One question for a class-IN record.
    private static byte[] dns(int[] begin, int inClass, String... labels) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(bytes(begin));
        out.writeBytes(bytes(0, 1, 0, 0, 0, 0, 0, 0));
        for (var label : labels) {
            out.write(label.length());
            out.writeBytes(ascii(label));
        }
        int type = labels.length > 1 ? PTR : A;
        // the name ends with the root
        out.writeBytes(bytes(0, 0, type, inClass >> 8, inClass & 0xff));
        return out.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] bytes(int... values) {
        var bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private static byte[] join(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (var part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
