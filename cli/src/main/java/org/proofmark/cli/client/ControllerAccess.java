package org.proofmark.cli.client;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.proofmark.cli.exit.UnusableInput;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Where a controller is and what one needs to talk to it.
///
/// @param folder its state folder, or a copy of the files named here
/// @param address `host:port` of its services
/// @param ca its CA's certificate, PEM
/// @param admin the admin's certificate and key in one PEM file
record ControllerAccess(Path folder, String address, Path ca, Path admin) {

    static ControllerAccess read(Path folder) {
        var endpoints = present(folder, "endpoints.json");
        try {
            JsonNode address = JsonMapper.shared().readTree(endpoints.toFile()).path("link");
            if (!address.isString()) {
                throw new UnusableInput(
                        endpoints + ": no \"link\"; wanted is \"link\": \"host:port\"");
            }
            return new ControllerAccess(
                    folder,
                    address.asString(),
                    present(folder, "ca.pem"),
                    present(folder, "admin.pem"));
        } catch (JacksonException e) {
            throw new UnusableInput(endpoints + " is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    /// Where its pages are; empty where it serves none.
    static Optional<String> pages(Path folder) {
        try {
            var web =
                    JsonMapper.shared()
                            .readTree(present(folder, "endpoints.json").toFile())
                            .path("web")
                            .asString("");
            return web.isEmpty() ? Optional.empty() : Optional.of("http://" + web + "/");
        } catch (JacksonException e) {
            throw new UnusableInput(
                    folder + "/endpoints.json is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static Path present(Path folder, String name) {
        var file = folder.resolve(name);
        if (!Files.isReadable(file)) {
            throw new UnusableInput(
                    file
                            + " cannot be read: --state wants the state folder of a controller that"
                            + " was started once ('proofmark controller --state DIR')");
        }
        return file;
    }
}
