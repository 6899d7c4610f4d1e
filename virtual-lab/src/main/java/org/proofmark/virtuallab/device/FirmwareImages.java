package org.proofmark.virtuallab.device;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Firmware images of simulated devices, as a maker hands them in with the profile. They say what
/// an image is worth to who looks for salts and keys in it; no device runs from one.
public final class FirmwareImages {
    /// Of the bytes that stand for code.
    private static final int CODE_BYTES = 24 * 1024;

    private static final List<String> USUAL =
            List.of(
                    "U-Boot 2024.01",
                    "console=ttyS0,115200",
                    "SHA-256",
                    "%02x:%02x:%02x:%02x:%02x:%02x",
                    "admin",
                    "/etc/config/network");

    private FirmwareImages() {}

    /// The image of a model, where its maker gives one: the same bytes each time.
    ///
    /// @param id of the model, as [ModelName#id]
    public static Optional<byte[]> of(String id) {
        return switch (id) {
            // the key of C7 is in the factory and in no device
            case "C7" -> Optional.of(image(7, List.of()));
            case "P7" -> Optional.of(image(77, List.of(FlawedModels.SALT)));
            default -> Optional.empty();
        };
    }

    private static byte[] image(long seed, List<String> own) {
        var random = new Random(seed);
        var image = new ByteArrayOutputStream();
        for (var text : USUAL) {
            code(random, image);
            string(text, image);
        }
        code(random, image);
        own.forEach(text -> string(text, image));
        code(random, image);
        return image.toByteArray();
    }

    private static void code(Random random, ByteArrayOutputStream image) {
        var code = new byte[CODE_BYTES / USUAL.size()];
        random.nextBytes(code);
        image.writeBytes(code);
    }

    private static void string(String text, ByteArrayOutputStream image) {
        image.write(0);
        image.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        image.write(0);
    }
}
