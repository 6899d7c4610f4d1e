package org.proofmark.virtuallab.device;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Where the administrator's password comes from when a device leaves the factory, or after a
/// reset. A model names one for each of the two: good practice and flaws alike are such pairs.
sealed interface PasswordSource {
    /// Twelve characters that are hard to mistake in print: 31^12 values, 59 bits.
    int RANDOM_LENGTH = 12;

    /// No `0`, `1`, `i`, `l`, `o`.
    String ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz";

    /// The value that was drawn for this unit in the factory.
    record Unique() implements PasswordSource {}

    /// Drawn anew each time.
    record Fresh() implements PasswordSource {}

    /// None: the user defines one before use.
    record UserDefined() implements PasswordSource {}

    /// The same on every device of the model.
    record Universal(String value) implements PasswordSource {}

    /// The same on every unit of a batch, from a secret that all devices of the model hold.
    record PerBatch(String modelSecret) implements PasswordSource {}

    /// Whatever was valid before.
    record Kept() implements PasswordSource {}

    /// The password, empty where there is none.
    ///
    /// @param unique what was drawn for this unit in the factory
    /// @param before the password until now
    default Optional<String> value(
            String unique, String batch, Optional<String> before, RandomGenerator random) {
        return switch (this) {
            case Unique _ -> Optional.of(unique);
            case Fresh _ -> Optional.of(draw(random));
            case UserDefined _ -> Optional.empty();
            case Universal(var value) -> Optional.of(value);
            case PerBatch(var secret) -> Optional.of(derive(secret, batch));
            case Kept _ -> before;
        };
    }

    /// A random password.
    static String draw(RandomGenerator random) {
        var password = new StringBuilder(RANDOM_LENGTH);
        for (int i = 0; i < RANDOM_LENGTH; i++) {
            password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return password.toString();
    }

    private static String derive(String secret, String batch) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            var bytes = mac.doFinal(batch.getBytes(StandardCharsets.UTF_8));
            var password = new StringBuilder(RANDOM_LENGTH);
            for (int i = 0; i < RANDOM_LENGTH; i++) {
                password.append(ALPHABET.charAt((bytes[i] & 0xff) % ALPHABET.length()));
            }
            return password.toString();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
