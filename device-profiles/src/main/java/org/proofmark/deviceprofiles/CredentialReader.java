package org.proofmark.deviceprofiles;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.proofmark.domain.profile.CredentialName;
import org.proofmark.domain.profile.CredentialSpec;
import org.proofmark.domain.profile.CredentialSpec.Change;
import org.proofmark.domain.profile.CredentialSpec.Opens;
import org.proofmark.domain.profile.FactorySource;
import org.proofmark.domain.profile.InterfaceName;

/// Reads `credentials`.
final class CredentialReader {
    private static final Map<String, String> KINDS =
            new TreeMap<>(
                    Map.of(
                            "password", "password",
                            "wifi-passphrase", "wifi-passphrase",
                            "api-key", "api-key",
                            "pairing-pin", "pairing-pin",
                            "cryptographic-key", "cryptographic-key"));

    private static final Map<String, String> SOURCES =
            new TreeMap<>(
                    Map.of(
                            "label", "label",
                            "uart", "uart",
                            "page", "page",
                            "stated", "stated",
                            "user", "user"));

    private final Problems problems;

    CredentialReader(Problems problems) {
        this.problems = problems;
    }

    List<CredentialSpec> read(Fields fields) {
        var all = fields.map("credentials");
        if (all.isEmpty()) {
            fields.required(
                    "credentials", "a map of the credentials of the device; {} where it has none");
            return List.of();
        }
        return all.get().entries(this::credential).values().stream().toList();
    }

    private CredentialSpec credential(YamlNode node, String path) {
        var f = Fields.of(problems, node, path);
        var name = new CredentialName(Names.last(problems, f));
        var factory = f.map("factory").map(m -> m.ended(this::factory));
        if (factory.isEmpty()) {
            f.required("factory", "where the factory value is: a map with 'from'");
        }
        var interfaces = f.list("interfaces", this::interfaceName);
        if (interfaces.isEmpty()) {
            f.refuse("wants 'interfaces', the list of those that it opens");
        }
        var spec =
                new CredentialSpec(
                        name,
                        f.scalar("kind").map(s -> s.oneOf(KINDS)).orElse("password"),
                        f.text("username").orElse(""),
                        interfaces,
                        factory.orElseGet(FactorySource.UserDefined::new),
                        f.scalar("opens").map(s -> s.oneOf(Opens.class)).orElse(Opens.USE),
                        f.map("change").map(m -> m.ended(this::change)));
        if (f.has("opens") && spec.factory() instanceof FactorySource.UserDefined) {
            f.refuse("opens", "does not go with 'from: user': there is no factory value");
        }
        f.end();
        return spec;
    }

    private InterfaceName interfaceName(YamlNode node, String path) {
        return new InterfaceName(new Scalars(problems, node, path).name());
    }

    private Change change(Fields f) {
        return new Change(
                new InterfaceName(f.required("interface", "an interface").name()),
                f.required("dialogue", "the purpose of a dialogue of that interface").name());
    }

    private FactorySource factory(Fields f) {
        return switch (f.required("from", "label, uart, page, stated or user").oneOf(SOURCES)) {
            case "label" ->
                    new FactorySource.Label(
                            f.required("key", "the key on the label, such as password").words(),
                            optionalWords(f, "username-key"));
            case "uart" ->
                    new FactorySource.Uart(
                            f.required("pattern", "a pattern with a group around the value")
                                    .patternWithGroup());
            case "page" ->
                    new FactorySource.Page(
                            new InterfaceName(f.required("interface", "an interface").name()),
                            f.required("dialogue", "a dialogue that extracts password").name());
            case "stated" ->
                    new FactorySource.Stated(f.required("value", "the value in the manual").text());
            default -> new FactorySource.UserDefined();
        };
    }

    private static Optional<String> optionalWords(Fields f, String key) {
        return f.scalar(key).map(Scalars::words);
    }
}
