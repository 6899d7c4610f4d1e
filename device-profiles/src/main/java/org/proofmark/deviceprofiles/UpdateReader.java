package org.proofmark.deviceprofiles;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.proofmark.domain.profile.BootSpec.FirmwareSource;
import org.proofmark.domain.profile.InterfaceName;
import org.proofmark.domain.profile.UpdateSpec;
import org.proofmark.domain.profile.UpdateSpec.Expect;
import org.proofmark.domain.profile.UpdateSpec.Look;
import org.proofmark.domain.profile.UpdateSpec.OwnCase;
import org.proofmark.domain.profile.UpdateSpec.Releases;
import org.proofmark.domain.profile.VersionScheme;

/// Reads `updates`.
final class UpdateReader {
    private static final Duration LOOKS_WITHIN = Duration.ofMinutes(5);
    private static final Duration INSTALLS_WITHIN = Duration.ofMinutes(15);
    private static final Pattern CASE = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    private static final Map<String, VersionScheme> SCHEMES =
            Map.of(
                    "dotted", new VersionScheme.Dotted(),
                    "number", new VersionScheme.Whole(),
                    "day", new VersionScheme.Day());

    private final Problems problems;
    private final String current;

    /// @param current the version that the profile states under `firmware`, or empty
    UpdateReader(Problems problems, String current) {
        this.problems = problems;
        this.current = current;
    }

    Optional<UpdateSpec> read(Fields root) {
        return root.map("updates").flatMap(f -> f.ended(this::updates));
    }

    private Optional<UpdateSpec> updates(Fields f) {
        if (current.isEmpty()) {
            f.refuse(
                    "wants the version that units leave the factory with: write firmware:"
                            + " {version: \"1.0.0\"} at the top of the profile");
        }
        var releases = f.map("releases").map(m -> m.ended(UpdateReader::releases));
        if (releases.isEmpty()) {
            f.refuse("wants 'releases', {folder: DIR} or {command: COMMAND}");
        }
        var versions = f.map("versions").flatMap(m -> m.ended(this::versions));
        if (!f.has("versions")) {
            f.refuse(
                    "wants 'versions', how they are ordered and which can be offered, such as"
                            + " {scheme: dotted, newer: [\"1.1.0\"]}");
        }
        var installed = f.list("installed", this::installed);
        if (installed.isEmpty()) {
            f.refuse(
                    "wants 'installed', one way or more to read the installed version beside"
                            + " boot.firmware, since an update counts only where two say so");
        }
        var look = look(f);
        var looksWithin = f.duration("looks-within").orElse(LOOKS_WITHIN);
        var every = f.scalar("every").map(Scalars::span);
        var installsWithin = f.duration("installs-within").orElse(INSTALLS_WITHIN);
        var cases = f.map("cases").map(this::cases).orElse(List.of());
        if (!problems.isEmpty() || releases.isEmpty() || versions.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new UpdateSpec(
                            releases.get(),
                            versions.get().scheme,
                            current,
                            versions.get().newer,
                            versions.get().older,
                            installed,
                            look,
                            looksWithin,
                            every,
                            installsWithin,
                            cases));
        } catch (IllegalArgumentException e) {
            f.refuse(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private static Releases releases(Fields f) {
        return f.oneOf(List.of("folder", "command")).orElse("folder").equals("folder")
                ? new Releases.Folder(f.required("folder", "a folder beside the profile").words())
                : new Releases.Command(f.required("command", "a command line").words());
    }

    private record Versions(VersionScheme scheme, List<String> newer, Optional<String> older) {}

    private Optional<Versions> versions(Fields f) {
        var scheme = scheme(f);
        f.required("newer", "versions that can be offered, oldest first, such as [\"1.1.0\"]");
        var newer = f.list("newer", (node, path) -> version(node, path, scheme));
        if (newer.isEmpty() && f.has("newer")) {
            f.refuse("newer", "wants one version or more");
        }
        var older = f.node("older").map(n -> version(n, f.path("older"), scheme));
        if (!current.isEmpty() && !scheme.has(current)) {
            f.refuse(
                    "scheme",
                    "the firmware's version '"
                            + current
                            + "' is none of this scheme, which wants "
                            + scheme.form());
        }
        return problems.isEmpty()
                ? Optional.of(new Versions(scheme, newer, older))
                : Optional.empty();
    }

    private VersionScheme scheme(Fields f) {
        if (f.node("scheme").orElse(null) instanceof YamlNode.Mapping) {
            return f.map("scheme").orElseThrow().ended(this::listed);
        }
        var scheme =
                f.required(
                        "scheme",
                        "how versions are ordered: dotted, number, day, or {order: [oldest, ...,"
                                + " newest]}");
        return f.has("scheme") ? scheme.oneOf(SCHEMES) : new VersionScheme.Dotted();
    }

    private VersionScheme listed(Fields f) {
        f.required("order", "all versions, oldest first");
        var order = f.list("order", (node, path) -> new Scalars(problems, node, path).words());
        try {
            return new VersionScheme.Listed(order);
        } catch (IllegalArgumentException e) {
            f.refuse(String.valueOf(e.getMessage()));
            return new VersionScheme.Dotted();
        }
    }

    private String version(YamlNode node, String path, VersionScheme scheme) {
        var scalar = new Scalars(problems, node, path);
        var text = scalar.words();
        if (problems.isEmpty() && !scheme.has(text)) {
            scalar.refuse("expected " + scheme.form() + ", got '" + text + "'");
        }
        return text;
    }

    private FirmwareSource installed(YamlNode node, String path) {
        return Fields.of(problems, node, path).ended(FirmwareSources::read);
    }

    private static Look look(Fields f) {
        if (f.node("looks").orElse(null) instanceof YamlNode.Mapping) {
            return f.map("looks")
                    .orElseThrow()
                    .ended(m ->
                            new Look.Asked(
                                    new InterfaceName(
                                            m.required("interface", "an interface").name()),
                                    m.required("dialogue", "the purpose of a dialogue").name()));
        }
        f.scalar("looks").ifPresent(s -> s.oneOf(Map.of("power-on", "power-on")));
        return new Look.AtPowerOn();
    }

    private List<OwnCase> cases(Fields f) {
        var cases = new ArrayList<OwnCase>();
        var names = new HashSet<String>();
        f.entries((node, path) -> Fields.of(problems, node, path))
                .forEach((name, own) -> {
                    if (!CASE.matcher(name).matches() || !names.add(name)) {
                        f.refuse(
                                name,
                                "expected a name of lower-case letters, digits and dashes"
                                        + " as the key");
                    }
                    cases.add(
                            own.ended(o ->
                                    new OwnCase(
                                            name,
                                            o.required("version", "a version").words(),
                                            o.required("expect", "install or refuse")
                                                    .oneOf(Expect.class))));
                });
        return cases;
    }
}
