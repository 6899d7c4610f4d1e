package org.proofmark.deviceprofiles;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.proofmark.domain.profile.HttpDialogue.Condition;
import org.proofmark.domain.profile.HttpDialogue.Condition.StatusRange;
import org.proofmark.domain.profile.HttpDialogue.Condition.Test;

/// Reads conditions on HTTP responses.
final class ConditionReader {
    private static final Pattern STATUS_CLASS = Pattern.compile("[1-5]xx");
    private final Problems problems;

    ConditionReader(Problems problems) {
        this.problems = problems;
    }

    Condition condition(YamlNode node, String path) {
        var f = Fields.of(problems, node, path);
        var tests = new ArrayList<Test>();
        var ranges = f.oneOrMore("status", this::status);
        if (!ranges.isEmpty()) {
            tests.add(new Test.Status(ranges));
        }
        f.map("header")
                .ifPresent(m ->
                        m.entries((n, p) -> new Scalars(problems, n, p).pattern())
                                .forEach((k, v) -> tests.add(new Test.Header(k, v))));
        patterns(f, "body").forEach(p -> tests.add(new Test.Body(p, true)));
        patterns(f, "no-body").forEach(p -> tests.add(new Test.Body(p, false)));
        f.scalar("cookie").ifPresent(s -> tests.add(new Test.Cookie(s.words())));
        f.scalar("css").ifPresent(s -> tests.add(new Test.Css(s.words(), true)));
        f.scalar("no-css").ifPresent(s -> tests.add(new Test.Css(s.words(), false)));
        f.map("json").ifPresent(m -> tests.addAll(json(m)));
        f.end();
        if (tests.isEmpty()) {
            f.refuse(
                    "wants one of status, header, body, no-body, cookie, css, no-css, json or"
                            + " more");
            tests.add(new Test.Cookie("x"));
        }
        return new Condition(tests);
    }

    private List<Pattern> patterns(Fields f, String key) {
        return f.oneOrMore(key, (n, p) -> new Scalars(problems, n, p).pattern());
    }

    private List<Test> json(Fields f) {
        var tests = new ArrayList<Test>();
        f.entries((n, p) -> n)
                .forEach((pointer, node) -> {
                    if (!pointer.startsWith("/")) {
                        f.refuse(pointer, "expected a JSON pointer, such as /result/ok");
                    }
                    if (node instanceof YamlNode.Scalar scalar) {
                        tests.add(new Test.Json(pointer, scalar.text()));
                    } else {
                        f.refuse(pointer, "expected one value, got " + node.words());
                    }
                });
        return tests;
    }

    String pointer(Scalars scalar) {
        var text = scalar.text();
        if (!text.startsWith("/")) {
            scalar.refuse("expected a JSON pointer, such as /token, got '" + text + "'");
        }
        return text;
    }

    private StatusRange status(YamlNode node, String path) {
        var scalar = new Scalars(problems, node, path);
        if (node instanceof YamlNode.Scalar s && STATUS_CLASS.matcher(s.text()).matches()) {
            int low = (s.text().charAt(0) - '0') * 100;
            return new StatusRange(low, low + 99);
        }
        int code = scalar.integer(100, 599);
        return new StatusRange(code, code);
    }
}
