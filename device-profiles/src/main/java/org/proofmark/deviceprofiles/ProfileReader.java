package org.proofmark.deviceprofiles;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.proofmark.domain.observation.Observation;
import org.proofmark.domain.profile.BootSpec;
import org.proofmark.domain.profile.BootSpec.BootMark;
import org.proofmark.domain.profile.ConsoleSpec;
import org.proofmark.domain.profile.ConsoleSpec.KernelLines;
import org.proofmark.domain.profile.DeviceProfile;
import org.proofmark.domain.profile.Identity;
import org.proofmark.domain.profile.InterfaceName;
import org.proofmark.domain.profile.PowerSpec;
import org.proofmark.domain.profile.ProfileId;
import org.proofmark.domain.profile.Published;
import org.proofmark.domain.profile.Published.DeclaredBy;
import org.proofmark.domain.profile.Published.Page;

/// Reads the sections of a profile.
final class ProfileReader {
    /// A device that takes longer to boot is described with its own limit.
    private static final Duration BOOT_LIMIT = Duration.ofMinutes(2);

    /// More is a boot loop, whatever its maker calls it.
    private static final int MAX_RESTARTS = 20;

    private static final Pattern WIRING =
            Pattern.compile("power|console|network|label|button:[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private static final Map<String, String> LINE_ENDINGS =
            Map.of("lf", "\n", "cr", "\r", "crlf", "\r\n");

    private final Problems problems;

    ProfileReader(Problems problems) {
        this.problems = problems;
    }

    DeviceProfile read(YamlNode root) {
        var fields = Fields.of(problems, root, "");
        var before = fields.required("format", "expected 'proofmark-profile/1'");
        if (!before.text().equals("proofmark-profile/1") && fields.has("format")) {
            before.refuse("expected 'proofmark-profile/1'");
        }
        var id = new ProfileId(fields.required("id", "a name").name());
        var identity = identity(fields);
        var profile =
                new DeviceProfile(
                        id,
                        identity,
                        wiring(fields),
                        identifiers(fields),
                        fields.map("power")
                                .map(f -> f.ended(this::power))
                                .orElse(PowerSpec.usual()),
                        fields.map("console").map(f -> f.ended(this::console)),
                        boot(fields),
                        new FlashReader(problems).read(fields),
                        new FlashReader(problems).images(fields),
                        new UpdateReader(problems, identity.firmware()).read(fields),
                        new InterfaceReader(problems).read(fields),
                        new CredentialReader(problems).read(fields),
                        new ResetReader(problems).read(fields),
                        published(fields),
                        new UnverifiedReader(problems).read(fields));
        fields.end();
        if (problems.isEmpty()) {
            new References(profile, fields).check();
        }
        return profile;
    }

    private static Identity identity(Fields fields) {
        var manufacturer = fields.required("manufacturer", "who makes the device").words();
        var model = fields.required("model", "the maker's name of the model").words();
        if (!(fields.node("firmware").orElse(null) instanceof YamlNode.Mapping)) {
            return new Identity(manufacturer, model, fields.text("firmware").orElse(""));
        }
        return fields.map("firmware")
                .orElseThrow()
                .ended(f -> {
                    if (!f.has("version") && !f.has("image")) {
                        f.refuse(
                                "wants 'version', as the maker states it, or 'image', a file beside"
                                        + " the profile, or both");
                    }
                    return new Identity(
                            manufacturer,
                            model,
                            f.text("version").orElse(""),
                            f.scalar("image").map(Scalars::words));
                });
    }

    private List<String> wiring(Fields fields) {
        fields.required("wiring", "a list of what a slot must offer, such as [power, network]");
        return fields.list(
                "wiring",
                (node, path) -> {
                    var role = new Scalars(problems, node, path);
                    var text = role.text();
                    if (!WIRING.matcher(text).matches()) {
                        role.refuse(
                                "expected power, console, network, label or button:NAME, got '"
                                        + text
                                        + "'");
                    }
                    return text;
                });
    }

    private List<String> identifiers(Fields fields) {
        return fields.list(
                "identifiers",
                (node, path) -> {
                    var key = new Scalars(problems, node, path);
                    var text = key.text();
                    if (Observation.LabelRead.SECRET.contains(text)) {
                        key.refuse("'" + text + "' is a secret of the unit and no identifier");
                    }
                    return text;
                });
    }

    private PowerSpec power(Fields fields) {
        var wanted = fields.required("off-proof", "a duration, such as 2s");
        var time = wanted.duration();
        boolean fits =
                time.compareTo(PowerSpec.SHORTEST) >= 0 && time.compareTo(PowerSpec.LONGEST) <= 0;
        if (!fits && fields.has("off-proof")) {
            wanted.refuse(
                    "expected "
                            + PowerSpec.SHORTEST.toMillis()
                            + "ms to "
                            + PowerSpec.LONGEST.toSeconds()
                            + "s");
        }
        return fits ? new PowerSpec(time) : PowerSpec.usual();
    }

    private ConsoleSpec console(Fields fields) {
        return new ConsoleSpec(
                fields.scalar("baud").map(s -> s.integer(300, 4_000_000)).orElse(115_200),
                fields.scalar("line-ending").map(s -> s.oneOf(LINE_ENDINGS)).orElse("\n"),
                fields.scalar("kernel-lines")
                        .map(s -> s.oneOf(KernelLines.class))
                        .orElse(KernelLines.NOISE),
                patterns(fields, "noise"),
                patterns(fields, "panics"),
                patterns(fields, "watchdogs"));
    }

    private List<Pattern> patterns(Fields fields, String key) {
        return fields.list(key, (node, path) -> new Scalars(problems, node, path).pattern());
    }

    private BootSpec boot(Fields fields) {
        var boot = fields.map("boot");
        if (boot.isEmpty()) {
            fields.required("boot", "a map with limit and marks");
            return new BootSpec(
                    BOOT_LIMIT, List.of(), Optional.empty(), List.of(), BootSpec.RESTARTS);
        }
        return boot.get()
                .ended(f -> {
                    var marks = f.list("marks", this::bootMark);
                    if (marks.isEmpty()) {
                        f.refuse(
                                "wants 'marks', one or more, such as - console: 'login:'"
                                        + " or - answers: web");
                    }
                    return new BootSpec(
                            f.duration("limit").orElse(BOOT_LIMIT),
                            marks,
                            f.map("firmware").map(m -> m.ended(FirmwareSources::read)),
                            patterns(f, "banners"),
                            f.scalar("restarts")
                                    .map(s -> s.integer(0, MAX_RESTARTS))
                                    .orElse(BootSpec.RESTARTS));
                });
    }

    private BootMark bootMark(YamlNode node, String path) {
        return Fields.of(problems, node, path)
                .ended(f ->
                        f.oneOf(List.of("console", "answers")).orElse("answers").equals("console")
                                ? new BootMark.OnConsole(
                                        f.required("console", "a pattern").pattern())
                                : new BootMark.Answers(
                                        new InterfaceName(
                                                f.required("answers", "an interface").name())));
    }

    private Published published(Fields fields) {
        return fields.map("published")
                .map(m ->
                        m.ended(f ->
                                new Published(
                                        page(f, "disclosure"),
                                        page(f, "support"),
                                        f.scalar("declared-by")
                                                .map(s -> s.oneOf(DeclaredBy.class))
                                                .orElse(DeclaredBy.LAB),
                                        f.text("trust"))))
                .orElseGet(() ->
                        new Published(
                                new Page.NotDeclared(),
                                new Page.NotDeclared(),
                                DeclaredBy.LAB,
                                Optional.empty()));
    }

    private static Page page(Fields fields, String key) {
        var scalar = fields.scalar(key);
        if (scalar.isEmpty()) {
            return new Page.NotDeclared();
        }
        var text = scalar.get().text();
        if (text.equals("none")) {
            return new Page.None();
        }
        try {
            var url = new URI(text);
            if (url.getHost() != null
                    && ("https".equals(url.getScheme()) || "http".equals(url.getScheme()))) {
                return new Page.At(text);
            }
        } catch (URISyntaxException _) {
            // said below
        }
        scalar.get()
                .refuse(
                        "expected an https or http address, or none where the maker says that there"
                                + " is none, got '"
                                + text
                                + "'");
        return new Page.NotDeclared();
    }
}
