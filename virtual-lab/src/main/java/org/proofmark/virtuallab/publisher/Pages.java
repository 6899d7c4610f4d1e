package org.proofmark.virtuallab.publisher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/// Fills the pages' templates.
final class Pages {
    private static final int TXT_VALID_DAYS = 300;

    private final Instant now;

    Pages(Instant now) {
        this.now = now;
    }

    Answer disclosure(Product product) {
        var kind = product.disclosure();
        return Answer.of(200, kind.type(), fill(kind.resource(), product));
    }

    Answer support(Product product) {
        return Answer.html(200, fill(product.support().resource(), product));
    }

    Answer securityTxt(Product product) {
        return Answer.of(200, "text/plain; charset=utf-8", fill("security.txt", product));
    }

    private String fill(String resource, Product product) {
        var text = read(resource);
        for (var value : values(product).entrySet()) {
            text = text.replace("{{" + value.getKey() + "}}", value.getValue());
        }
        return text;
    }

    private Map<String, String> values(Product product) {
        return Map.of(
                "maker", escaped(product.maker()),
                "model", escaped(product.model()),
                "domain", product.domain(),
                "expires",
                        now.plus(TXT_VALID_DAYS, ChronoUnit.DAYS)
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString());
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String read(String resource) {
        try (var in = Pages.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("publisher: no page " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("publisher: cannot read " + resource, e);
        }
    }
}
