package org.proofmark.controller.desk;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;

/// A page as text: what a reader sees, sentence by sentence, with what stands above it.
///
/// @param title empty where it has none
/// @param declaredLanguage of the `html` element, or empty
/// @param lines in the page's order
/// @param channels in the page's order
/// @param asksPassword there is a field for a password
/// @param fields whether it is a file of `Name: value` lines, such as security.txt
record PageText(
        String title,
        String declaredLanguage,
        List<Line> lines,
        List<Channel> channels,
        boolean asksPassword,
        boolean fields) {
    private static final Pattern CHARSET =
            Pattern.compile("charset=\"?([A-Za-z0-9._:-]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern FIELD = Pattern.compile("(?m)^[A-Za-z-]{3,30}: \\S.*$");

    PageText {
        lines = List.copyOf(lines);
        channels = List.copyOf(channels);
    }

    /// Empty where this is neither HTML nor plain text.
    static Optional<PageText> read(byte[] body, String contentType) {
        var type = contentType.toLowerCase(Locale.ROOT);
        if (type.startsWith("text/plain")) {
            return Optional.of(plain(new String(body, charset(contentType))));
        }
        var start = new String(body, 0, Math.min(body.length, 512), StandardCharsets.ISO_8859_1);
        var html =
                type.contains("html")
                        || (type.isBlank() && start.toLowerCase(Locale.ROOT).contains("<html"));
        return html ? Optional.of(html(body, contentType)) : Optional.empty();
    }

    static PageText html(byte[] body, String contentType) {
        try {
            var named = CHARSET.matcher(contentType).find() ? charset(contentType).name() : null;
            return new HtmlWalk(Jsoup.parse(new ByteArrayInputStream(body), named, "")).read();
        } catch (IOException e) {
            throw new IllegalStateException("cannot read bytes in memory", e);
        }
    }

    /// A text file: paragraphs, or a line each where they are fields.
    static PageText plain(String text) {
        var fields = FIELD.matcher(text).results().count() >= 1;
        var lines = new ArrayList<Line>();
        for (var paragraph : text.split("\\R\\s*\\R")) {
            var byLine = FIELD.matcher(paragraph).find() || paragraph.lines().count() == 1;
            if (byLine) {
                paragraph
                        .lines()
                        .filter(l -> !l.isBlank())
                        .forEach(l -> lines.add(line(l.strip())));
            } else {
                Sentences.of(paragraph).forEach(s -> lines.add(line(s)));
            }
        }
        return new PageText("", "", lines, TextChannels.in(lines), false, fields);
    }

    private static Line line(String text) {
        return new Line(text, "", "", false);
    }

    private static Charset charset(String contentType) {
        var matcher = CHARSET.matcher(contentType);
        if (!matcher.find()) {
            return StandardCharsets.UTF_8;
        }
        try {
            return Charset.forName(matcher.group(1));
        } catch (IllegalArgumentException e) {
            return StandardCharsets.UTF_8;
        }
    }

    /// All of it, for looking at its language.
    String all() {
        var text = new StringBuilder(title);
        lines.forEach(l -> text.append('\n').append(l.text()));
        return text.toString();
    }

    int words() {
        return lines.stream().mapToInt(l -> l.text().split("\\s+").length).sum();
    }
}
