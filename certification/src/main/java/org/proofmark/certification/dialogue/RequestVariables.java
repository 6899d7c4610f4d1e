package org.proofmark.certification.dialogue;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.proofmark.domain.profile.HttpDialogue.Body;
import org.proofmark.domain.profile.HttpDialogue.Exchange;
import org.proofmark.domain.profile.HttpDialogue.Field;
import org.proofmark.domain.profile.Template;

/// Which variables a request sends.
final class RequestVariables {
    private RequestVariables() {}

    /// Those of path, query, headers, body and authentication, and those that its `let` computes
    /// from.
    static Set<String> of(Exchange exchange) {
        var request = exchange.request();
        var names = new LinkedHashSet<>(request.path().variables());
        names.addAll(of(request.query()));
        names.addAll(of(request.headers()));
        names.addAll(of(exchange.let()));
        switch (request.body()) {
            case Body.None _ -> {
                // nothing is sent
            }
            case Body.Form form -> names.addAll(of(form.fields()));
            case Body.Json json -> names.addAll(new Template(json.template()).variables());
            case Body.Text text -> names.addAll(text.text().variables());
        }
        request.auth()
                .ifPresent(auth -> {
                    names.addAll(auth.username().variables());
                    names.addAll(auth.password().variables());
                });
        return names;
    }

    private static Set<String> of(List<Field> fields) {
        var names = new LinkedHashSet<String>();
        fields.forEach(f -> names.addAll(f.value().variables()));
        return names;
    }
}
