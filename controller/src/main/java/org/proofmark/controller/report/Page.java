package org.proofmark.controller.report;

import java.util.List;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// Builds a page out of text: all that is given is escaped, since it goes in as text and never as
/// markup.
final class Page {
    private final Document document = Document.createShell("");

    Page(String title, String css) {
        document.outputSettings().prettyPrint(true).indentAmount(1).outline(false);
        document.charset(java.nio.charset.StandardCharsets.UTF_8);
        document.prependChild(new org.jsoup.nodes.DocumentType("html", "", ""));
        document.selectXpath("/html").attr("lang", "en");
        document.head()
                .appendElement("meta")
                .attr("name", "viewport")
                .attr("content", "width=device-width, initial-scale=1");
        document.head()
                .appendElement("meta")
                .attr("name", "color-scheme")
                .attr("content", "light dark");
        document.title(title);
        document.head().appendElement("style").appendChild(new org.jsoup.nodes.DataNode(css));
    }

    Element main() {
        return document.body().appendElement("main");
    }

    byte[] bytes() {
        return document.outerHtml().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    /// Control characters of a console would show as boxes.
    static String clean(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "?");
    }

    static Element text(Element parent, String tag, String text) {
        return parent.appendElement(tag).text(clean(text));
    }

    /// A table with a header; cells are text.
    static Element table(Element parent, List<String> header) {
        var table = parent.appendElement("div").addClass("scroll").appendElement("table");
        var row = table.appendElement("thead").appendElement("tr");
        header.forEach(h -> text(row, "th", h).attr("scope", "col"));
        return table.appendElement("tbody");
    }
}
