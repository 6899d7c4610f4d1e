package org.proofmark.deviceprofiles;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.proofmark.domain.profile.Answer;
import org.proofmark.domain.profile.HttpDialogue;
import org.proofmark.domain.profile.HttpDialogue.Auth;
import org.proofmark.domain.profile.HttpDialogue.Body;
import org.proofmark.domain.profile.HttpDialogue.Condition;
import org.proofmark.domain.profile.HttpDialogue.Exchange;
import org.proofmark.domain.profile.HttpDialogue.Extract;
import org.proofmark.domain.profile.HttpDialogue.Extract.Source;
import org.proofmark.domain.profile.HttpDialogue.Field;
import org.proofmark.domain.profile.HttpDialogue.Request;
import org.proofmark.domain.profile.Template;

/// Reads dialogues over HTTP.
final class HttpReader {
    private static final Template USERNAME = new Template("${username}");
    private static final Template PASSWORD = new Template("${password}");
    private static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");

    private final Problems problems;
    private final ConditionReader conditions;

    HttpReader(Problems problems) {
        this.problems = problems;
        this.conditions = new ConditionReader(problems);
    }

    HttpDialogue dialogue(YamlNode node, String path) {
        var f = Fields.of(problems, node, path);
        var after = f.scalar("after").map(Scalars::name);
        var exchanges = f.list("exchanges", this::exchange);
        f.end();
        if (exchanges.isEmpty()) {
            f.refuse("wants 'exchanges', a list of one or more");
            return new HttpDialogue(after, List.of(placeholder()));
        }
        if (!exchanges.getLast().answers().containsKey(Answer.ACCEPTED)) {
            f.refuse("exchanges", "the last exchange wants answers, with 'accepted' among them");
        }
        return new HttpDialogue(after, exchanges);
    }

    private Exchange exchange(YamlNode node, String path) {
        return Fields.of(problems, node, path)
                .ended(f ->
                        new Exchange(
                                templates(f, "let"),
                                request(f),
                                f.bool("follow", false),
                                extracts(f),
                                answers(f),
                                f.oneOrMore("expect", conditions::condition)));
    }

    private Request request(Fields f) {
        var method = f.text("method").orElse("GET");
        if (!METHODS.contains(method)) {
            f.refuse("method", "expected one of " + String.join(", ", METHODS));
        }
        var path = f.required("path", "the path of the request, such as /login").template();
        if (!path.text().startsWith("/") && !path.text().startsWith("${") && f.has("path")) {
            f.refuse("path", "expected a path that begins with / or with a variable");
        }
        return new Request(
                method, path, templates(f, "query"), templates(f, "headers"), body(f), auth(f));
    }

    private Body body(Fields f) {
        var there = List.of("form", "json", "body").stream().filter(f::has).toList();
        if (there.size() > 1) {
            f.refuse("expected at most one of form, json, body");
        }
        if (f.has("form")) {
            return new Body.Form(templates(f, "form"));
        }
        if (f.has("json")) {
            return f.node("json")
                    .<Body>map(n -> new Body.Json(new JsonText(problems).write(n, f.path("json"))))
                    .orElseGet(Body.None::new);
        }
        return f.template("body").<Body>map(Body.Text::new).orElseGet(Body.None::new);
    }

    private Optional<Auth> auth(Fields f) {
        var node = f.node("auth");
        if (node.isEmpty()) {
            return Optional.empty();
        }
        if (node.get() instanceof YamlNode.Mapping) {
            return f.map("auth")
                    .map(m ->
                            m.ended(a ->
                                    new Auth(
                                            a.required("scheme", "basic or digest")
                                                    .oneOf(Auth.Scheme.class),
                                            a.template("username").orElse(USERNAME),
                                            a.template("password").orElse(PASSWORD))));
        }
        return f.scalar("auth").map(s -> new Auth(s.oneOf(Auth.Scheme.class), USERNAME, PASSWORD));
    }

    private List<Field> templates(Fields f, String key) {
        return f.map(key)
                .map(m -> m.entries((node, path) -> new Scalars(problems, node, path).template()))
                .map(m ->
                        m.entrySet().stream()
                                .map(e -> new Field(e.getKey(), e.getValue()))
                                .toList())
                .orElse(List.of());
    }

    private List<Extract> extracts(Fields f) {
        var map = f.map("extract");
        if (map.isEmpty()) {
            return List.of();
        }
        var read = map.get().entries(this::extract);
        read.keySet().forEach(new Names(problems, map.get())::check);
        return read.entrySet().stream()
                .map(e -> new Extract(e.getKey(), e.getValue().from(), e.getValue().optional()))
                .toList();
    }

    private Extract extract(YamlNode node, String path) {
        return Fields.of(problems, node, path)
                .ended(f -> new Extract(path, source(f), f.bool("optional", false)));
    }

    private Source source(Fields f) {
        return switch (f.oneOf(List.of("header", "cookie", "css", "json", "body")).orElse("")) {
            case "header" -> new Source.Header(f.required("header", "a header's name").words());
            case "cookie" -> new Source.Cookie(f.required("cookie", "a cookie's name").words());
            case "css" ->
                    new Source.Css(
                            f.required("css", "a CSS selector").words(),
                            f.scalar("attribute").map(Scalars::words));
            case "json" -> new Source.Json(conditions.pointer(f.required("json", "a pointer")));
            case "body" ->
                    new Source.Body(
                            f.required("body", "a pattern with a group").patternWithGroup());
            default -> new Source.Header("x");
        };
    }

    private Map<Answer, List<Condition>> answers(Fields f) {
        var answers = new EnumMap<Answer, List<Condition>>(Answer.class);
        f.map("answers")
                .ifPresent(m -> {
                    for (var answer : Answer.values()) {
                        var some = m.oneOrMore(Scalars.word(answer), conditions::condition);
                        if (!some.isEmpty()) {
                            answers.put(answer, some);
                        }
                    }
                    m.end();
                });
        return answers;
    }

    private static Exchange placeholder() {
        return new Exchange(
                List.of(),
                new Request(
                        "GET",
                        new Template("/"),
                        List.of(),
                        List.of(),
                        new Body.None(),
                        Optional.empty()),
                false,
                List.of(),
                Map.of(),
                List.of());
    }
}
