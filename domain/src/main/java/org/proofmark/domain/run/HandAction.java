package org.proofmark.domain.run;

import java.time.Duration;
import org.proofmark.domain.profile.FlashSpec;

/// What an operator has a rig do to a slot, outside of any run.
public sealed interface HandAction {
    /// A button is pressed for this long at the least: a switch bounces for some milliseconds.
    Duration LEAST_PRESS = Duration.ofMillis(10);

    /// And at the most.
    Duration LONGEST_PRESS = Duration.ofMinutes(5);

    /// A power cycle keeps the power off for this long at the most.
    Duration LONGEST_OFF = Duration.ofMinutes(10);

    /// One write to a console has this many bytes at the most: a second at 9600 baud.
    int MAX_WRITE_BYTES = 1024;

    /// A file's name that people can read in a record.
    int MAX_IMAGE_NAME = 200;

    /// Writing an image takes minutes over a serial line; its steps have limits of their own.
    Duration LONGEST_FLASH = Duration.ofHours(1);

    /// Takes or renews the lease and moves nothing.
    record Attach() implements HandAction {}

    record PowerOn() implements HandAction {}

    /// With proof; then the lease ends.
    record PowerOff() implements HandAction {}

    /// Off with proof, then on.
    ///
    /// @param off how long the power stays off after that was proven, up to [#LONGEST_OFF]
    record PowerCycle(Duration off) implements HandAction {
        public PowerCycle {
            within(off, Duration.ZERO, LONGEST_OFF, "the time that the power stays off");
        }
    }

    /// Presses a button and releases it.
    ///
    /// @param button empty where the slot has one only
    /// @param hold from [#LEAST_PRESS] to [#LONGEST_PRESS]
    record PressButton(String button, Duration hold) implements HandAction {
        public PressButton {
            within(hold, LEAST_PRESS, LONGEST_PRESS, "the time that a button is pressed");
        }
    }

    /// Writes to the console.
    ///
    /// @param data from 1 to [#MAX_WRITE_BYTES] bytes; never changed, and may be a secret
    @SuppressWarnings("ArrayRecordComponent") // bytes for the wire, never compared
    record WriteConsole(byte[] data) implements HandAction {
        public WriteConsole {
            if (data.length < 1 || data.length > MAX_WRITE_BYTES) {
                throw new IllegalArgumentException(
                        "one write wants 1 to " + MAX_WRITE_BYTES + " bytes, got " + data.length);
            }
        }
    }

    /// Writes an image to the device, with proof; the device starts from it.
    ///
    /// @param plan how
    /// @param name of its file, for records: 1 to [#MAX_IMAGE_NAME] characters, none of them a
    ///   control character
    /// @param image SHA-256 of it; the controller has it as a blob
    /// @param bytes of it, 1 or more
    record Flash(FlashSpec plan, String name, Digest image, long bytes) implements HandAction {
        public Flash {
            if (name.isEmpty()
                    || name.length() > MAX_IMAGE_NAME
                    || name.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException(
                        "an image's name wants 1 to "
                                + MAX_IMAGE_NAME
                                + " characters, none of them a control character");
            }
            if (bytes < 1) {
                throw new IllegalArgumentException("an image wants 1 byte or more, got " + bytes);
            }
        }
    }

    /// In a few words, without any secret: for records and messages.
    default String words() {
        return switch (this) {
            case Attach _ -> "open console";
            case PowerOn _ -> "power on";
            case PowerOff _ -> "power off";
            case PowerCycle(var off) -> "power cycle, off for " + off.toMillis() + " ms";
            case PressButton(var button, var hold) ->
                    "press "
                            + (button.isEmpty() ? "button" : button)
                            + " for "
                            + hold.toMillis()
                            + " ms";
            case WriteConsole(var data) -> "write " + data.length + " bytes to console";
            case Flash(_, var name, var image, var bytes) ->
                    "flash " + name + ", " + bytes + " bytes, SHA-256 " + image.hex();
        };
    }

    /// How long it takes on a rig that does all that it should, proofs and waits for other orders
    /// of the slot included.
    default Duration longest() {
        return switch (this) {
            case Attach _ -> Duration.ofSeconds(5);
            case PowerOn _ -> Duration.ofSeconds(30);
            // 15 s for the supply, 5 s each for console and ports, 10 s for what it cuts short
            case PowerOff _ -> Duration.ofSeconds(60);
            case PowerCycle(var off) -> Duration.ofSeconds(75).plus(off);
            case PressButton(_, var hold) -> Duration.ofSeconds(60).plus(hold);
            case WriteConsole _ -> Duration.ofSeconds(30);
            case Flash _ -> LONGEST_FLASH;
        };
    }

    private static void within(Duration value, Duration least, Duration most, String what) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    what
                            + " wants "
                            + least.toMillis()
                            + " to "
                            + most.toMillis()
                            + " ms, got "
                            + value.toMillis());
        }
    }
}
