package org.proofmark.controller.report;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.DocumentType;
import org.jsoup.nodes.Element;
import org.proofmark.domain.verdict.Outcome;

/// Builds a page out of text: all that is given is escaped, since it goes in as text and never as
/// markup. Links lead within the page or into `evidence/`, and nowhere else.
final class Page {
    private static final String EVIDENCE = "evidence/";

    private final Document document = Document.createShell("");

    Page(String title, String css) {
        // pretty printing would put spaces into preformatted text and around inline elements
        document.outputSettings().prettyPrint(false);
        document.charset(StandardCharsets.UTF_8);
        document.prependChild(new DocumentType("html", "", ""));
        document.selectXpath("/html").attr("lang", "en");
        meta("viewport", "width=device-width, initial-scale=1");
        meta("color-scheme", "light dark");
        document.head()
                .appendElement("meta")
                .attr("http-equiv", "Content-Security-Policy")
                .attr("content", "default-src 'none'; style-src 'unsafe-inline'");
        document.title(title);
        document.head().appendElement("style").appendChild(new DataNode(css));
    }

    private void meta(String name, String content) {
        document.head().appendElement("meta").attr("name", name).attr("content", content);
    }

    Element body() {
        return document.body();
    }

    byte[] bytes() {
        return document.outerHtml().getBytes(StandardCharsets.UTF_8);
    }

    /// Control characters of a console would show as boxes; those that turn the direction of text
    /// round could make it look like something else.
    static String clean(String text) {
        return text.replaceAll(
                "[\\p{Cntrl}&&[^\\n\\t]]|[\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]",
                "?");
    }

    static Element text(Element parent, String tag, String text) {
        var element = parent.appendElement(tag);
        element.appendText(clean(text));
        return element;
    }

    static void append(Element parent, String text) {
        parent.appendText(clean(text));
    }

    /// A link within the page.
    static Element jump(Element parent, String id, String text) {
        return text(parent, "a", text).attr("href", "#" + id);
    }

    /// A link to a file of the evidence folder; text where the path is none of those.
    static Element file(Element parent, String path, String text) {
        if (!path.startsWith(EVIDENCE) || path.contains("..")) {
            return text(parent, "span", text);
        }
        var encoded =
                Stream.of(path.split("/"))
                        .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8))
                        .map(part -> part.replace("+", "%20"))
                        .collect(Collectors.joining("/"));
        return text(parent, "a", text).attr("href", encoded);
    }

    /// A word with a sign: what it says needs no colour.
    static Element badge(Element parent, Outcome outcome) {
        return text(parent, "span", outcome.name()).addClass("badge").addClass(css(outcome));
    }

    /// The style class of an outcome.
    static String css(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    /// Folded away on the screen, and open in print.
    static Element details(Element parent, String summary) {
        var details = parent.appendElement("details");
        text(details, "summary", summary);
        return details;
    }

    /// A table with a header, whose cells are text; on a narrow screen each cell names its column.
    static final class Table {
        private final List<String> header;
        private final Element body;

        Table(Element parent, String caption, List<String> header) {
            this.header = List.copyOf(header);
            var table = parent.appendElement("table");
            text(table, "caption", caption);
            var row = table.appendElement("thead").appendElement("tr");
            header.forEach(h -> text(row, "th", h).attr("scope", "col"));
            body = table.appendElement("tbody");
        }

        /// A row of empty cells, one for each column.
        List<Element> row() {
            var row = body.appendElement("tr");
            var cells = new ArrayList<Element>();
            for (var name : header) {
                cells.add(row.appendElement("td").attr("data-label", name));
            }
            return cells;
        }

        /// A row of text.
        void row(String... texts) {
            var cells = row();
            for (var n = 0; n < texts.length; n++) {
                append(cells.get(n), texts[n]);
            }
        }
    }
}
