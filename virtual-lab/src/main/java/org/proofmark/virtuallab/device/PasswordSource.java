package org.proofmark.virtuallab.device;

import java.util.Optional;
import java.util.random.RandomGenerator;

/// Where the administrator's password comes from when a device leaves the factory, or after a
/// reset. A model names one for each of the two: good practice and flaws alike are such pairs.
/// Those that can be worked out are in [GuessableSource].
@FunctionalInterface
interface PasswordSource {
    /// Twelve characters that are hard to mistake in print: 31^12 values, 59 bits.
    int RANDOM_LENGTH = 12;

    /// No `0`, `1`, `i`, `l`, `o`.
    String ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz";

    /// The password, empty where there is none.
    Optional<String> password(Origin origin);

    /// What a password may be made from.
    ///
    /// @param unique what was drawn for this unit in the factory
    /// @param before the password until now
    /// @param now what the device knows of the time
    record Origin(
            DeviceEnvironment unit,
            String unique,
            Optional<String> before,
            Moment now,
            RandomGenerator random) {}

    /// The value that was drawn for this unit in the factory.
    record Unique() implements PasswordSource {
        @Override
        public Optional<String> password(Origin origin) {
            return Optional.of(origin.unique());
        }
    }

    /// Drawn anew each time.
    record Fresh() implements PasswordSource {
        @Override
        public Optional<String> password(Origin origin) {
            return Optional.of(draw(origin.random()));
        }
    }

    /// None: the user defines one before use.
    record UserDefined() implements PasswordSource {
        @Override
        public Optional<String> password(Origin origin) {
            return Optional.empty();
        }
    }

    /// The same on every device of the model.
    record Universal(String value) implements PasswordSource {
        @Override
        public Optional<String> password(Origin origin) {
            return Optional.of(value);
        }
    }

    /// The same on every unit of a batch, from a secret that all devices of the model hold.
    record PerBatch(String modelSecret) implements PasswordSource {
        @Override
        public Optional<String> password(Origin origin) {
            return Optional.of(Derivation.keyed(modelSecret, origin.unit().batch()));
        }
    }

    /// From the serial number and a secret key of the model, which is in the factory's database and
    /// not in the firmware: as good as random for who does not have it.
    record KeyedSerial(String modelKey) implements PasswordSource {
        @Override
        public Optional<String> password(Origin origin) {
            return Optional.of(Derivation.keyed(modelKey, origin.unit().serialNumber()));
        }
    }

    /// Whatever was valid before.
    record Kept() implements PasswordSource {
        @Override
        public Optional<String> password(Origin origin) {
            return origin.before();
        }
    }

    /// A random password.
    static String draw(RandomGenerator random) {
        var password = new StringBuilder(RANDOM_LENGTH);
        for (int i = 0; i < RANDOM_LENGTH; i++) {
            password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return password.toString();
    }
}
