package org.proofmark.deviceprofiles;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.proofmark.domain.profile.Dialogue;
import org.proofmark.domain.profile.InterfaceName;
import org.proofmark.domain.profile.InterfaceProtocol;
import org.proofmark.domain.profile.InterfaceSpec;
import org.proofmark.domain.profile.InterfaceSpec.Transport;

/// Reads `interfaces`.
final class InterfaceReader {
    private final Problems problems;

    InterfaceReader(Problems problems) {
        this.problems = problems;
    }

    List<InterfaceSpec> read(Fields fields) {
        var all = fields.map("interfaces");
        if (all.isEmpty()) {
            fields.required("interfaces", "a map of the interfaces that are documented");
            return List.of();
        }
        return all.get().entries(this::interfaceOf).values().stream().toList();
    }

    private InterfaceSpec interfaceOf(YamlNode node, String path) {
        var f = Fields.of(problems, node, path);
        var name = Names.last(problems, f);
        var protocol =
                f.required("protocol", "http, telnet, ssh, uart or other")
                        .oneOf(InterfaceProtocol.class);
        int port = 0;
        if (protocol == InterfaceProtocol.UART) {
            if (f.has("port")) {
                f.refuse("port", "a uart has no port");
            }
        } else {
            port = f.required("port", "the port, 1 to 65535").integer(1, 65_535);
        }
        var transport =
                f.scalar("transport").map(s -> s.oneOf(Transport.class)).orElse(Transport.TCP);
        if (f.has("transport") && protocol != InterfaceProtocol.OTHER) {
            f.refuse("transport", "goes with protocol other only");
        }
        boolean tls = f.bool("tls", false);
        if (tls && protocol != InterfaceProtocol.HTTP) {
            f.refuse("tls", "goes with protocol http only");
        }
        if (protocol == InterfaceProtocol.OTHER) {
            // who reads a report must know on whose word nothing was tried there
            f.required("about", "what it speaks, and why it takes no password").text();
            if (f.has("dialogues")) {
                f.refuse("dialogues", "nothing is known of how to talk with protocol other");
            }
        }
        var dialogues = dialogues(f, protocol);
        f.end();
        return new InterfaceSpec(
                new InterfaceName(name), protocol, port, transport, tls, dialogues);
    }

    private Map<String, Dialogue> dialogues(Fields f, InterfaceProtocol protocol) {
        var read = new HashMap<String, Dialogue>();
        f.map("dialogues")
                .ifPresent(d ->
                        d.entries((node, path) ->
                                        protocol == InterfaceProtocol.HTTP
                                                ? new HttpReader(problems).dialogue(node, path)
                                                : new LineReader(problems).dialogue(node, path))
                                .forEach((purpose, dialogue) -> {
                                    new Names(problems, d).check(purpose);
                                    read.put(purpose, dialogue);
                                }));
        return read;
    }
}
