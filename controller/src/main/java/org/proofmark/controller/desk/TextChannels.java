package org.proofmark.controller.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.proofmark.controller.desk.Channel.Kind;

/// Addresses and numbers that stand in the text itself, disguised ones too.
final class TextChannels {
    private static final Pattern MAIL =
            Pattern.compile(
                    "[A-Za-z0-9._%+-]+\\s?(?:@|\\s?[\\[({]\\s?at\\s?[\\])}]\\s?|\\s+at\\s+(?=[A-Za-z0-9-]+\\s+dot\\s))\\s?"
                            + "[A-Za-z0-9-]+(?:(?:\\.|\\s?[\\[({]\\s?dot\\s?[\\])}]\\s?|\\s+dot\\s+)[A-Za-z0-9-]+)+");
    private static final Pattern PHONE =
            Pattern.compile(
                    "(?i)(?:tel|phone|call|hotline|mobile)\\w*\\W[^\\d+]{0,30}(\\+?\\d[\\d ()/-]{6,}\\d)");
    private static final Pattern LINK = Pattern.compile("https?://\\S+");

    private TextChannels() {}

    static List<Channel> in(List<Line> lines) {
        var channels = new ArrayList<Channel>();
        for (var i = 0; i < lines.size(); i++) {
            in(lines.get(i), i, channels);
        }
        return channels;
    }

    private static void in(Line line, int index, List<Channel> channels) {
        MAIL.matcher(line.text())
                .results()
                .forEach(m -> channels.add(channel(Kind.MAIL, m.group(), line, index)));
        PHONE.matcher(line.text())
                .results()
                .forEach(m -> channels.add(channel(Kind.PHONE, m.group(1), line, index)));
        LINK.matcher(line.text())
                .results()
                .forEach(m -> channels.add(channel(Kind.LINK, m.group(), line, index)));
    }

    private static Channel channel(Kind kind, String target, Line line, int index) {
        return new Channel(kind, target, target, index, line.aside());
    }
}
