package org.proofmark.deviceprofiles;

import java.time.Duration;
import java.util.List;
import org.proofmark.domain.profile.CredentialName;
import org.proofmark.domain.profile.InterfaceName;
import org.proofmark.domain.profile.ResetPath;
import org.proofmark.domain.profile.ResetPath.Action;
import org.proofmark.domain.profile.ResetPath.ResetMark;
import org.proofmark.domain.profile.ResetPath.ResetStep;

/// Reads `reset-paths`.
final class ResetReader {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private final Problems problems;

    ResetReader(Problems problems) {
        this.problems = problems;
    }

    List<ResetPath> read(Fields fields) {
        var all = fields.map("reset-paths");
        if (all.isEmpty()) {
            fields.required("reset-paths", "a map of the ways back to factory-default");
            return List.of();
        }
        var paths = all.get().entries(this::path).values().stream().toList();
        if (paths.isEmpty()) {
            fields.refuse("reset-paths", "expected one or more ways back to factory-default");
        }
        return paths;
    }

    private ResetPath path(YamlNode node, String path) {
        var f = Fields.of(problems, node, path);
        var name = Names.last(problems, f);
        var steps = f.list("steps", this::step);
        if (steps.isEmpty()) {
            f.refuse("wants 'steps', a list of one or more");
        }
        var marks = f.list("marks", this::mark);
        if (marks.isEmpty()) {
            f.refuse("wants 'marks', what proves that the reset happened: one or more");
        }
        var read =
                new ResetPath(
                        name,
                        steps,
                        marks,
                        f.duration("limit").orElse(LIMIT),
                        f.bool("reboots", true));
        f.end();
        return read;
    }

    private ResetStep step(YamlNode node, String path) {
        return Fields.of(problems, node, path).ended(this::step);
    }

    private ResetStep step(Fields f) {
        var key =
                f.oneOf(List.of("press", "release", "wait", "power", "dialogue", "flash"))
                        .orElse("");
        if (key.equals("wait")) {
            return new ResetStep(
                    new Action.Wait(), f.required("wait", "a duration, such as 6s").duration());
        }
        var lasting = f.duration("for").orElse(Duration.ZERO);
        return new ResetStep(
                switch (key) {
                    case "press" -> new Action.Press(f.required("press", "a button").name());
                    case "release" -> new Action.Release(f.required("release", "a button").name());
                    case "power" -> power(f.required("power", "\"on\" or \"off\""));
                    case "flash" ->
                            new Action.Flash(f.required("flash", "one of flash.images").name());
                    case "dialogue" ->
                            new Action.Talk(
                                    new InterfaceName(
                                            f.required("interface", "an interface").name()),
                                    f.required("dialogue", "the purpose of a dialogue").name(),
                                    f.scalar("credential").map(s -> new CredentialName(s.name())));
                    default -> new Action.Wait();
                },
                lasting);
    }

    private static Action power(Scalars scalar) {
        return switch (scalar.text()) {
            case "on" -> new Action.PowerOn();
            case "off" -> new Action.PowerOff();
            default -> {
                scalar.refuse("expected on or off");
                yield new Action.PowerOff();
            }
        };
    }

    private static InterfaceName interfaceOf(Fields f) {
        return new InterfaceName(f.required("interface", "an interface").name());
    }

    private ResetMark mark(YamlNode node, String path) {
        return Fields.of(problems, node, path)
                .ended(f -> {
                    var key = f.oneOf(List.of("console", "dialogue", "host-key", "gone"));
                    return switch (key.orElse("console")) {
                        case "dialogue" ->
                                new ResetMark.Accepted(
                                        interfaceOf(f),
                                        f.required("dialogue", "the purpose of a dialogue").name());
                        case "host-key" ->
                                new ResetMark.NewHostKey(
                                        new InterfaceName(
                                                f.required("host-key", "an interface").name()));
                        case "gone" ->
                                new ResetMark.Gone(
                                        interfaceOf(f),
                                        f.required("plant", "the dialogue that makes the setting")
                                                .name(),
                                        f.required("gone", "the dialogue that sees it").name());
                        default ->
                                new ResetMark.OnConsole(
                                        f.required("console", "a pattern").pattern());
                    };
                });
    }
}
