package org.proofmark.deviceprofiles;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.proofmark.domain.profile.DeviceProfile;
import org.proofmark.domain.profile.Dialogue;
import org.proofmark.domain.profile.HttpDialogue;
import org.proofmark.domain.profile.HttpDialogue.Body;
import org.proofmark.domain.profile.HttpDialogue.Exchange;
import org.proofmark.domain.profile.InterfaceSpec;
import org.proofmark.domain.profile.LineDialogue;
import org.proofmark.domain.profile.LineDialogue.Step;
import org.proofmark.domain.profile.Template;

/// Checks the dialogues of one interface: that `after` leads somewhere and that every variable has
/// a value when it is used.
final class Variables {
    private static final Pattern JSON_VARIABLE =
            Pattern.compile("\\$\\{([A-Za-z][A-Za-z0-9._-]*)(?:\\|[a-z0-9]+)?\\}");

    private static final Set<String> CREDENTIAL = Set.of("username", "password", "new-password");

    private final DeviceProfile profile;
    private final InterfaceSpec spec;
    private final BiConsumer<List<String>, String> refuse;

    Variables(DeviceProfile profile, InterfaceSpec spec, BiConsumer<List<String>, String> refuse) {
        this.profile = profile;
        this.spec = spec;
        this.refuse = refuse;
    }

    void check() {
        spec.dialogues().forEach((purpose, dialogue) -> check(purpose, dialogue));
    }

    private void check(String purpose, Dialogue dialogue) {
        var at = List.of("interfaces", spec.name().value(), "dialogues", purpose);
        var known = new HashSet<String>();
        known.add("origin");
        known.add("address");
        if (!purpose.equals(InterfaceSpec.USE)) {
            known.addAll(CREDENTIAL);
        }
        var seen = new HashSet<String>(Set.of(purpose));
        var after = dialogue.after();
        while (after.isPresent()) {
            var before = spec.dialogue(after.get());
            if (before.isEmpty()) {
                refuse.accept(at, "'after' names no dialogue of this interface: " + after.get());
                return;
            }
            if (!seen.add(after.get())) {
                refuse.accept(at, "'after' goes round in a circle");
                return;
            }
            known.addAll(defined(before.get()));
            after = before.get().after();
        }
        switch (dialogue) {
            case HttpDialogue http ->
                    http.exchanges().forEach(e -> exchange(e, known, at, purpose));
            case LineDialogue line -> line.steps().forEach(s -> step(s, known, at, purpose));
        }
    }

    private void exchange(Exchange e, Set<String> known, List<String> at, String purpose) {
        for (var let : e.let()) {
            uses(let.value().variables(), known, at, purpose);
            known.add(let.name());
        }
        uses(used(e), known, at, purpose);
        e.extract().forEach(x -> known.add(x.variable()));
    }

    private void step(Step step, Set<String> known, List<String> at, String purpose) {
        switch (step) {
            case Step.Send send -> uses(send.text().variables(), known, at, purpose);
            case Step.Await await -> known.addAll(groups(await));
        }
    }

    private void uses(Set<String> names, Set<String> known, List<String> at, String purpose) {
        for (var name : names) {
            if (name.startsWith("label.")) {
                if (!profile.wiring().contains("label")) {
                    refuse.accept(at, "'wiring' wants label, since ${" + name + "} is used");
                }
            } else if (!known.contains(name)) {
                refuse.accept(
                        at,
                        "variable ${"
                                + name
                                + "} has no value here"
                                + (purpose.equals(InterfaceSpec.USE) && CREDENTIAL.contains(name)
                                        ? ": 'use' is called without a login"
                                        : ", expected one of " + known.stream().sorted().toList()));
            }
        }
    }

    private static Set<String> used(Exchange e) {
        var request = e.request();
        var templates =
                Stream.of(
                                Stream.of(request.path()),
                                request.query().stream().map(HttpDialogue.Field::value),
                                request.headers().stream().map(HttpDialogue.Field::value),
                                request.auth().stream()
                                        .flatMap(a -> Stream.of(a.username(), a.password())),
                                body(request.body()))
                        .flatMap(s -> s);
        var names = new LinkedHashSet<String>();
        templates.map(Template::variables).forEach(names::addAll);
        if (request.body() instanceof Body.Json json) {
            var found = JSON_VARIABLE.matcher(json.template().replace("$${", ""));
            while (found.find()) {
                names.add(found.group(1));
            }
        }
        return names;
    }

    private static Stream<Template> body(Body body) {
        return switch (body) {
            case Body.None _, Body.Json _ -> Stream.of();
            case Body.Form form -> form.fields().stream().map(HttpDialogue.Field::value);
            case Body.Text text -> Stream.of(text.text());
        };
    }

    /// The variables that a dialogue leaves behind.
    static Set<String> defined(Dialogue dialogue) {
        var names = new HashSet<String>();
        switch (dialogue) {
            case HttpDialogue http ->
                    http.exchanges()
                            .forEach(e -> {
                                e.let().forEach(l -> names.add(l.name()));
                                e.extract().forEach(x -> names.add(x.variable()));
                            });
            case LineDialogue line ->
                    line.steps().stream()
                            .filter(Step.Await.class::isInstance)
                            .map(Step.Await.class::cast)
                            .forEach(a -> names.addAll(groups(a)));
        }
        return names;
    }

    private static Set<String> groups(Step.Await await) {
        var names = new HashSet<String>();
        await.expect().map(Pattern::namedGroups).map(Map::keySet).ifPresent(names::addAll);
        await.answers()
                .values()
                .forEach(some -> some.forEach(p -> names.addAll(p.namedGroups().keySet())));
        return names;
    }
}
