package org.proofmark.controller.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.Elements;
import org.proofmark.controller.desk.Channel.Kind;

/// Walks through a document once and writes down what a reader sees.
final class HtmlWalk {
    private static final Set<String> UNSEEN =
            Set.of("script", "style", "noscript", "template", "head", "svg", "iframe", "object");
    private static final Set<String> ASIDE = Set.of("nav", "header", "footer");
    private static final Set<String> HEADINGS =
            Set.of("h1", "h2", "h3", "h4", "h5", "h6", "summary", "caption", "legend");
    private static final Set<String> MODEL_WORDS =
            Set.of("model", "product", "device", "models", "products", "devices");
    private static final int MAXIMUM_DEPTH = 200;

    private final Document document;
    private final List<Line> lines = new ArrayList<>();
    private final List<Channel> channels = new ArrayList<>();
    private final StringBuilder current = new StringBuilder();
    private final List<Channel> pending = new ArrayList<>();
    private String heading;
    private boolean aside;

    HtmlWalk(Document document) {
        this.document = document;
        this.heading = document.title();
    }

    PageText read() {
        walk(document.body(), 0);
        flush();
        channels.addAll(TextChannels.in(lines));
        return new PageText(
                document.title(),
                document.select("html").attr("lang"),
                lines,
                channels,
                !document.select("input[type=password]").isEmpty(),
                false);
    }

    private void walk(Element parent, int depth) {
        if (depth > MAXIMUM_DEPTH) {
            return;
        }
        for (var node : parent.childNodes()) {
            if (node instanceof TextNode text) {
                current.append(text.text());
            } else if (node instanceof Element element) {
                element(element, depth);
            }
        }
    }

    private void element(Element element, int depth) {
        var tag = element.normalName();
        if (UNSEEN.contains(tag) || hidden(element)) {
            return;
        }
        if (HEADINGS.contains(tag)) {
            heading(element);
        } else if (tag.equals("table") && element.select("table").size() == 1) {
            flush();
            table(element);
        } else if (tag.equals("dl")) {
            flush();
            definitions(element);
        } else if (ASIDE.contains(tag) && element.closest("main, article") == null) {
            flush();
            var outer = aside;
            aside = true;
            walk(element, depth + 1);
            flush();
            aside = outer;
        } else {
            plain(element, tag, depth);
        }
    }

    private static boolean hidden(Element element) {
        var style = element.attr("style").replace(" ", "").toLowerCase(Locale.ROOT);
        return element.hasAttr("hidden") || style.contains("display:none");
    }

    private void plain(Element element, String tag, int depth) {
        if (tag.equals("br") || element.isBlock()) {
            flush();
        }
        if (tag.equals("form")) {
            form(element);
        }
        if (tag.equals("a")) {
            link(element);
        }
        walk(element, depth + 1);
        if (element.isBlock()) {
            flush();
        }
    }

    private void heading(Element element) {
        flush();
        element.select("a[href]").forEach(this::link);
        current.append(element.text());
        var own = element.text().strip();
        if (!own.isEmpty()) {
            heading = own;
        }
        flush();
    }

    private void table(Element table) {
        table.select("caption").forEach(this::heading);
        List<String> header = List.of();
        for (var row : table.select("tr")) {
            var cells = row.select("th, td");
            if (header.isEmpty() && !cells.isEmpty() && cells.stream().allMatch(HtmlWalk::isHead)) {
                header = cells.eachText();
                continue;
            }
            row.select("a[href]").forEach(this::link);
            current.append(row(cells, header));
            flush(modelOf(cells, header));
        }
    }

    private static boolean isHead(Element cell) {
        return cell.normalName().equals("th") || cell.closest("thead") != null;
    }

    private static String row(Elements cells, List<String> header) {
        var texts = cells.stream().map(Element::text).toList();
        if (header.size() == texts.size()) {
            var named = new ArrayList<String>();
            for (var i = 0; i < texts.size(); i++) {
                named.add(header.get(i) + ": " + texts.get(i));
            }
            return String.join("; ", named);
        }
        return texts.size() == 2 ? texts.get(0) + ": " + texts.get(1) : String.join(" | ", texts);
    }

    private static String modelOf(Elements cells, List<String> header) {
        for (var i = 0; i < header.size() && i < cells.size(); i++) {
            for (var word : header.get(i).toLowerCase(Locale.ROOT).split("\\W+")) {
                if (MODEL_WORDS.contains(word)) {
                    return cells.get(i).text();
                }
            }
        }
        return "";
    }

    private void definitions(Element list) {
        var term = "";
        for (var item : list.select("dt, dd")) {
            item.select("a[href]").forEach(this::link);
            if (item.normalName().equals("dt")) {
                term = item.text();
                continue;
            }
            current.append(term.isEmpty() ? item.text() : term + ": " + item.text());
            flush();
        }
    }

    private void form(Element form) {
        if (!form.select("textarea").isEmpty()) {
            pending.add(channel(Kind.FORM, form.attr("action"), form.text()));
        }
    }

    private void link(Element link) {
        var href = link.attr("href").strip();
        var lower = href.toLowerCase(Locale.ROOT);
        if (lower.startsWith("mailto:")) {
            pending.add(channel(Kind.MAIL, href.substring(7), link.text()));
        } else if (lower.startsWith("tel:")) {
            pending.add(channel(Kind.PHONE, href.substring(4), link.text()));
        } else if (!href.isEmpty() && !href.startsWith("#") && !lower.startsWith("javascript:")) {
            pending.add(channel(Kind.LINK, href, link.text()));
        }
    }

    private Channel channel(Kind kind, String target, String label) {
        return new Channel(kind, target, label, lines.size(), aside);
    }

    private void flush() {
        flush("");
    }

    /// Ends what was collected: a row stays whole, a paragraph becomes its sentences.
    private void flush(String model) {
        var text = current.toString();
        current.setLength(0);
        var sentences = model.isEmpty() ? Sentences.of(text) : List.of(text.strip());
        var first = lines.size();
        sentences.forEach(s -> lines.add(new Line(s, heading, model, aside)));
        if (sentences.isEmpty()) {
            return;
        }
        for (var channel : pending) {
            channels.add(at(channel, first));
        }
        pending.clear();
    }

    /// The sentence of the paragraph that holds the link's words.
    private Channel at(Channel channel, int first) {
        var line = first;
        for (var i = first; i < lines.size(); i++) {
            if (!channel.label().isBlank() && lines.get(i).text().contains(channel.label())) {
                line = i;
                break;
            }
        }
        return new Channel(
                channel.kind(), channel.target(), channel.label(), line, channel.aside());
    }
}
