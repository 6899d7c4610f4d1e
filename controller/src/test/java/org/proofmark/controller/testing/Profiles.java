package org.proofmark.controller.testing;

import java.nio.charset.StandardCharsets;

/// A profile for tests.
public final class Profiles {
    private Profiles() {}

    /// Needs power, console, network, label and the button `reset`.
    public static byte[] plug() {
        return """
        format: proofmark-profile/1
        id: test-plug
        manufacturer: Plugs
        model: P-1
        wiring: [power, console, network, label, "button:reset"]
        console: {baud: 115200}
        boot:
          limit: 30s
          marks:
            - answers: web
        interfaces:
          web:
            protocol: http
            port: 80
            dialogues:
              login:
                exchanges:
                  - path: /
                    auth: basic
                    answers:
                      accepted: {status: 200}
                      refused: {status: 401}
        credentials:
          admin:
            username: admin
            interfaces: [web]
            factory: {from: label, key: password}
        reset-paths:
          button:
            limit: 60s
            steps:
              - press: reset
              - wait: 5s
              - release: reset
            marks:
              - console: 'factory'
        """
                .getBytes(StandardCharsets.UTF_8);
    }
}
