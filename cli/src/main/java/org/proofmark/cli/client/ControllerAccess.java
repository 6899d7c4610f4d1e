package org.proofmark.cli.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
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

    /// The key that secrets for the controller are sealed for: `sealing.pem`, SubjectPublicKeyInfo.
    PublicKey sealingKey() {
        var file = present(folder, "sealing.pem");
        try {
            var base64 = Files.readString(file).replaceAll("-----[A-Z ]+-----|\\s", "");
            var spec = new X509EncodedKeySpec(Base64.getDecoder().decode(base64));
            return KeyFactory.getInstance("EC").generatePublic(spec);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new UnusableInput(file + " holds no public key: " + e.getMessage(), e);
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
