package org.proofmark.virtuallab.device;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/// Passwords that differ and can be worked out all the same: from what is counted, printed,
/// broadcast or known of the time, by who knows how. Each is what some maker shipped.
sealed interface GuessableSource extends PasswordSource {
    /// The password.
    String guessable(Origin origin);

    @Override
    default Optional<String> password(Origin origin) {
        return Optional.of(guessable(origin));
    }

    /// A counter of the factory, which runs with the serial numbers.
    ///
    /// @param prefix stands before the number on every unit
    /// @param base of the number, 2 to 36; letters are small
    /// @param step between neighbours
    record Counter(String prefix, int base, int step) implements GuessableSource {
        @Override
        public String guessable(Origin origin) {
            var digits = origin.unit().serialNumber().replaceAll("[^0-9]", "");
            var number = new BigInteger(digits).multiply(BigInteger.valueOf(step));
            return prefix + number.toString(base);
        }
    }

    /// The last eight hexadecimal digits of the MAC address.
    ///
    /// @param reversed written from the end
    record LastOfMac(boolean reversed) implements GuessableSource {
        private static final int DIGITS = 8;

        @Override
        public String guessable(Origin origin) {
            var hex = origin.unit().mac().replace(":", "").toUpperCase(Locale.ROOT);
            var last = hex.substring(hex.length() - DIGITS);
            return reversed ? new StringBuilder(last).reverse().toString() : last;
        }
    }

    /// The first ten hexadecimal digits of MD5 of the MAC address as it is printed.
    record HashOfMac() implements GuessableSource {
        private static final int DIGITS = 10;

        @Override
        public String guessable(Origin origin) {
            return Derivation.hex("MD5", origin.unit().mac(), DIGITS);
        }
    }

    /// The first ten hexadecimal digits of SHA-256 of the MAC address behind a salt, which stands
    /// in the firmware.
    record SaltedHashOfMac(String salt) implements GuessableSource {
        private static final int DIGITS = 10;

        @Override
        public String guessable(Origin origin) {
            return Derivation.hex("SHA-256", salt + origin.unit().mac(), DIGITS);
        }
    }

    /// Ten characters drawn by the C standard's own example of `rand()`, seeded with a whole number
    /// of seconds: who knows roughly when, has few to try.
    ///
    /// @param clock the seed is a clock without a battery, which begins at each boot with the time
    ///   at which the firmware was built; else the uptime
    record SeededByTime(boolean clock) implements GuessableSource {
        private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
        private static final int LENGTH = 10;
        private static final Instant BUILT = Instant.parse("2026-01-05T09:30:00Z");

        @Override
        public String guessable(Origin origin) {
            long uptime = origin.now().uptime().toSeconds();
            int state = (int) (clock ? BUILT.getEpochSecond() + uptime : uptime);
            var password = new StringBuilder(LENGTH);
            for (int i = 0; i < LENGTH; i++) {
                state = state * 1_103_515_245 + 12_345;
                password.append(LETTERS.charAt((state >>> 16 & 0x7fff) % LETTERS.length()));
            }
            return password.toString();
        }
    }

    /// A word and two to four digits, drawn in the factory.
    record WordAndDigits() implements GuessableSource {
        private static final String[] WORDS = {
            "almond", "anchor", "autumn", "badger", "bamboo", "barley", "basket", "beacon",
            "bottle", "bridge", "bronze", "butter", "candle", "carpet", "castle", "cherry",
            "copper", "cotton", "dragon", "dream", "eagle", "falcon", "feather", "flower",
            "forest", "galaxy", "garden", "ginger", "guitar", "hammer", "harbor", "hazel",
            "island", "jacket", "jungle", "kettle", "kitten", "ladder", "lantern", "lemon",
            "maple", "marble", "meadow", "melon", "mirror", "monkey", "mountain", "needle",
            "ocean", "olive", "orange", "orchid", "panther", "pebble", "pepper", "pillow",
            "planet", "pocket", "rabbit", "ribbon", "river", "saddle", "shadow", "silver",
            "spider", "summer", "sunset", "thunder", "tiger", "timber", "tomato", "tulip",
            "valley", "velvet", "violet", "walnut", "whisper", "window", "winter", "yellow"
        };
        private static final int LEAST = 10;
        private static final int NUMBERS = 10_000 - LEAST;

        @Override
        public String guessable(Origin origin) {
            var drawn = new BigInteger(1, origin.unique().getBytes(StandardCharsets.UTF_8));
            var mixed = new BigInteger(Derivation.hex("SHA-256", drawn.toString(), 15), 16);
            int word = mixed.mod(BigInteger.valueOf(WORDS.length)).intValue();
            int number =
                    mixed.divide(BigInteger.valueOf(WORDS.length))
                            .mod(BigInteger.valueOf(NUMBERS))
                            .intValue();
            return WORDS[word] + (LEAST + number);
        }
    }

    /// The day on which the unit was made, as eight digits.
    record DayOfManufacture() implements GuessableSource {
        @Override
        public String guessable(Origin origin) {
            return LocalDate.parse(origin.unit().manufactured())
                    .format(DateTimeFormatter.BASIC_ISO_DATE);
        }
    }

    /// From the device's present day and a secret that all devices of the model hold: what an
    /// engineer reads from an app on the phone.
    record OfTheDay(String modelSecret) implements GuessableSource {
        @Override
        public String guessable(Origin origin) {
            var day = origin.now().clock().atOffset(ZoneOffset.UTC).toLocalDate();
            return Derivation.keyed(modelSecret, day.toString());
        }
    }
}
