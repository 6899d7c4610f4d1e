package org.proofmark.deviceprofiles;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.proofmark.domain.profile.FlashSpec;

/// Reads `flash`.
final class FlashReader {
    private static final Duration BOOT_LIMIT = Duration.ofMinutes(1);
    private static final Duration COMMAND_LIMIT = Duration.ofMinutes(2);
    private static final Duration TOOL_LIMIT = Duration.ofMinutes(10);
    private static final Pattern ADDRESS = Pattern.compile("0x[0-9a-fA-F]{1,15}");
    private static final int HEX = 16;
    private static final int MAX_EXIT = 255;

    private static final String NO_IDENTITY =
            "wants 'identity': what proves, before a byte is written, which board it is";

    private final Problems problems;

    FlashReader(Problems problems) {
        this.problems = problems;
    }

    Optional<FlashSpec> read(Fields root) {
        return root.map("flash").map(f -> f.ended(this::flash));
    }

    /// Files by the names that reset paths give them.
    Map<String, String> images(Fields root) {
        return root.map("flash").flatMap(f -> f.map("images")).map(this::named).orElse(Map.of());
    }

    private Map<String, String> named(Fields f) {
        var names = new Names(problems, f);
        f.keys().forEach(names::check);
        return f.entries((node, path) -> new Scalars(problems, node, path).words());
    }

    private FlashSpec flash(Fields f) {
        var _ = f.has("images");
        Map<String, Function<Fields, FlashSpec>> kinds =
                Map.of("u-boot-ymodem", this::uboot, "command", this::command);
        var kind = f.required("kind", "u-boot-ymodem or command");
        return f.has("kind") ? kind.oneOf(kinds).apply(f) : nothing();
    }

    private FlashSpec uboot(Fields f) {
        var identity = f.list("identity", this::step);
        if (identity.isEmpty()) {
            f.refuse(NO_IDENTITY);
        }
        var write = f.list("write", this::step);
        if (write.isEmpty()) {
            f.refuse("wants 'write', one command or more that write");
        }
        var read =
                new Uboot(
                        f.pattern("autoboot")
                                .orElse(Pattern.compile("Hit any key to stop autoboot")),
                        f.text("stop").orElse(" "),
                        f.pattern("prompt").orElse(Pattern.compile("^=> ", Pattern.MULTILINE)),
                        address(f.required("address", "where in memory the image is loaded to")),
                        f.list("read-back", this::step),
                        f.text("boot").orElse("reset"),
                        f.duration("boot-limit").orElse(BOOT_LIMIT),
                        f.duration("limit").orElse(COMMAND_LIMIT),
                        maxBytes(f));
        return identity.isEmpty() || write.isEmpty() ? nothing() : read.with(identity, write);
    }

    private record Uboot(
            Pattern autoboot,
            String stop,
            Pattern prompt,
            long address,
            List<FlashSpec.Step> readBack,
            String boot,
            Duration bootLimit,
            Duration limit,
            int maxBytes) {
        FlashSpec with(List<FlashSpec.Step> identity, List<FlashSpec.Step> write) {
            return new FlashSpec.UBoot(
                    autoboot, stop, prompt, identity, address, write, readBack, boot, bootLimit,
                    limit, maxBytes);
        }
    }

    private FlashSpec.Step step(YamlNode node, String path) {
        return Fields.of(problems, node, path)
                .ended(f ->
                        new FlashSpec.Step(
                                f.required("command", "a command of U-Boot").words(),
                                f.pattern("expect").orElse(Pattern.compile(""))));
    }

    private static long address(Scalars scalar) {
        var text = scalar.text();
        if (ADDRESS.matcher(text).matches()) {
            return Long.parseLong(text.substring(2), HEX);
        }
        scalar.refuse("expected an address in quotes, such as \"0x42000000\", got '" + text + "'");
        return 0;
    }

    private static int maxBytes(Fields f) {
        return f.scalar("max-size").map(Scalars::imageBytes).orElse(FlashSpec.MAX_IMAGE_BYTES);
    }

    private FlashSpec command(Fields f) {
        var tool = f.required("tool", "its name in the rig's file").name();
        var probe = f.map("identity").map(m -> m.ended(this::probe));
        if (probe.isEmpty()) {
            f.refuse(NO_IDENTITY);
        }
        var write = f.list("write", this::argument);
        if (write.stream().noneMatch(a -> a.contains("{image}"))) {
            f.refuse("write", "wants 'write', a list of arguments with {image} among them");
        }
        var verify = f.list("verify", this::argument);
        var progress = f.scalar("progress").map(FlashReader::progress);
        var exits =
                f.has("exit-codes")
                        ? Set.copyOf(f.oneOrMore("exit-codes", this::exitCode))
                        : Set.of(0);
        var limit = f.duration("limit").orElse(TOOL_LIMIT);
        int maxBytes = maxBytes(f);
        if (probe.isEmpty() || write.isEmpty() || !problems.isEmpty()) {
            return nothing();
        }
        return new FlashSpec.Command(
                tool,
                probe.get().arguments,
                probe.get().shows,
                probe.get().expected,
                write,
                verify,
                progress,
                exits,
                limit,
                maxBytes);
    }

    private record Probe(List<String> arguments, Pattern shows, String expected) {}

    private Probe probe(Fields f) {
        var arguments = f.list("arguments", this::argument);
        if (arguments.isEmpty()) {
            f.refuse("wants 'arguments', a list of one or more");
        }
        return new Probe(
                arguments,
                f.required("shows", "a pattern with a group").patternWithGroup(),
                f.required("expected", "what the group must be").words());
    }

    private String argument(YamlNode node, String path) {
        return new Scalars(problems, node, path).words();
    }

    private int exitCode(YamlNode node, String path) {
        return new Scalars(problems, node, path).integer(0, MAX_EXIT);
    }

    private static Pattern progress(Scalars scalar) {
        var pattern = scalar.pattern();
        if (!pattern.namedGroups().containsKey("percent")) {
            scalar.refuse("expected a pattern with the group (?<percent>\\d+)");
        }
        return pattern;
    }

    /// Stands for what was refused, and is never used.
    private static FlashSpec nothing() {
        var any = new FlashSpec.Step("x", Pattern.compile("x"));
        return new FlashSpec.UBoot(
                Pattern.compile("x"),
                "x",
                Pattern.compile("x"),
                List.of(any),
                0,
                List.of(any),
                List.of(),
                "x",
                BOOT_LIMIT,
                COMMAND_LIMIT,
                FlashSpec.MAX_IMAGE_BYTES);
    }
}
