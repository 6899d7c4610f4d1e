package org.proofmark.domain.profile;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// How an image gets into a device.
public sealed interface FlashSpec {
    /// No image is larger: what a controller reads into memory at once.
    int MAX_IMAGE_BYTES = 64 << 20;

    /// The largest image that fits into its place on the device, 1 to [#MAX_IMAGE_BYTES] bytes.
    int maxBytes();

    /// Why an image of so many bytes is not for this device; empty where it may be.
    default Optional<String> tooLarge(long bytes) {
        return bytes <= maxBytes()
                ? Optional.empty()
                : Optional.of(
                        "has "
                                + bytes
                                + " bytes, and the profile's flash.max-size is "
                                + maxBytes()
                                + ": is it the image for this device? Nothing was written. Take"
                                + " the right image, or correct flash.max-size");
    }

    private static int checkedBytes(int maxBytes) {
        if (maxBytes < 1 || maxBytes > MAX_IMAGE_BYTES) {
            throw new IllegalArgumentException(
                    "the largest image wants 1 to " + MAX_IMAGE_BYTES + " bytes, got " + maxBytes);
        }
        return maxBytes;
    }

    /// What a device or a tool is asked, and what its answer must show.
    ///
    /// @param command a line for the device's boot loader
    /// @param expect found anywhere in the answer
    record Step(String command, Pattern expect) {}

    /// Through U-Boot's command line on the console, the image by YMODEM.
    ///
    /// Commands may hold `${address}`, `${size}` and `${blocks}` (of 512 bytes, rounded up), which
    /// stand for numbers as U-Boot reads them: hexadecimal with `0x`.
    ///
    /// @param autoboot what U-Boot prints when a key would stop it
    /// @param stop what is then sent
    /// @param prompt of its command line
    /// @param identity what proves, before a byte is written, that this is the board that the image
    ///   is for; one or more
    /// @param address in memory, where the image is loaded to
    /// @param write what brings it from memory to its place; one or more
    /// @param readBack what brings it back from its place to memory, to be compared; may be empty
    /// @param boot what is sent at the end; `reset` as a rule
    /// @param bootLimit from power-on until the autoboot's message
    /// @param commandLimit for one command, such as an erasure of flash
    /// @param maxBytes of an image
    record UBoot(
            Pattern autoboot,
            String stop,
            Pattern prompt,
            List<Step> identity,
            long address,
            List<Step> write,
            List<Step> readBack,
            String boot,
            Duration bootLimit,
            Duration commandLimit,
            int maxBytes)
            implements FlashSpec {
        /// @throws IllegalArgumentException where nothing proves the board's identity, nothing is
        ///   written, or the largest image is out of its range
        public UBoot {
            maxBytes = checkedBytes(maxBytes);
            identity = List.copyOf(identity);
            write = List.copyOf(write);
            readBack = List.copyOf(readBack);
            if (identity.isEmpty()) {
                throw new IllegalArgumentException(
                        "a plan to flash wants one command or more that proves which board it is");
            }
            if (write.isEmpty()) {
                throw new IllegalArgumentException(
                        "a plan to flash wants one command or more that writes");
            }
        }
    }

    /// By a tool of the vendor on the rig. The rig's file says which tools there are; no shell
    /// reads what stands here.
    ///
    /// Arguments may hold `{image}` (path of the image), `{port}` (path of the console's tty, which
    /// the tool then has for itself) and `{sha256}` (of the image, 64 hex digits).
    ///
    /// @param tool its name in the rig's file
    /// @param identity arguments that make it say which board it is; nothing is written before
    /// @param shows what the answer must have in it: group 1
    /// @param expected what group 1 must be
    /// @param write arguments that make it write
    /// @param verify arguments that make it compare; an exit code that is not accepted means
    ///   different. Empty where it cannot
    /// @param progress a pattern with the group `percent`, looked for in each line of output
    /// @param accepted exit codes that mean success; one or more
    /// @param limit for each of the three
    /// @param maxBytes of an image
    record Command(
            String tool,
            List<String> identity,
            Pattern shows,
            String expected,
            List<String> write,
            List<String> verify,
            Optional<Pattern> progress,
            Set<Integer> accepted,
            Duration limit,
            int maxBytes)
            implements FlashSpec {
        /// @throws IllegalArgumentException where nothing proves the board's identity, nothing is
        ///   written, or the largest image is out of its range
        public Command {
            maxBytes = checkedBytes(maxBytes);
            identity = List.copyOf(identity);
            write = List.copyOf(write);
            verify = List.copyOf(verify);
            accepted = Set.copyOf(accepted);
            if (identity.isEmpty() || write.isEmpty() || accepted.isEmpty()) {
                throw new IllegalArgumentException(
                        "a plan to flash wants arguments that prove which board it is, arguments"
                                + " that write, and an exit code that means success");
            }
            if (shows.matcher("").groupCount() < 1) {
                throw new IllegalArgumentException(
                        "what the identity shows wants a group, got " + shows);
            }
            if (progress.isPresent() && !progress.get().namedGroups().containsKey("percent")) {
                throw new IllegalArgumentException(
                        "progress wants the group (?<percent>...), got " + progress.get());
            }
            if (write.stream().noneMatch(a -> a.contains("{image}"))) {
                throw new IllegalArgumentException("what writes wants {image} among its arguments");
            }
        }
    }
}
