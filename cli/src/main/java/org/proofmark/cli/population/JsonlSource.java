package org.proofmark.cli.population;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.proofmark.cli.exit.UnusableInput;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/// One flat JSON object a line. Numbers count as they are written.
final class JsonlSource implements RowSource {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private final Path file;
    private final String name;
    private final List<String> wanted;

    JsonlSource(Path file, String name, List<String> wanted) {
        this.file = file;
        this.name = name;
        this.wanted = wanted;
    }

    @Override
    public void read(Sink sink) {
        var reader = new Reader(sink);
        TextRows.read(file, false, reader);
        if (reader.columns.names().isEmpty()) {
            throw new UnusableInput(name + ": no line is a JSON object");
        }
    }

    private final class Reader implements TextRows.Records {
        private final Sink sink;
        private List<String> keys = List.of();
        private Columns columns = Columns.NONE;

        Reader(Sink sink) {
            this.sink = sink;
        }

        @Override
        public void text(long line, String text) {
            if (text.isBlank()) {
                return;
            }
            var found = new ArrayList<String>();
            var values = new ArrayList<String>();
            try (var parser = JSON.createParser(text)) {
                if (!object(parser, found, values)) {
                    sink.malformed(
                            line, "no flat JSON object: values must be text, numbers or booleans");
                    return;
                }
            } catch (JacksonException e) {
                sink.malformed(
                        line, "no JSON: " + e.getOriginalMessage().lines().findFirst().orElse(""));
                return;
            }
            if (!found.equals(keys)) {
                keys = List.copyOf(found);
                var other = Columns.of(keys, wanted);
                if (columns.names().isEmpty()) {
                    other.check(name, wanted);
                }
                columns = other;
            }
            if (columns.secret() < 0) {
                sink.malformed(line, "has no 'password'");
                return;
            }
            sink.row(new ListRow(line, columns, values));
        }

        @Override
        public void malformed(long line, String what) {
            sink.malformed(line, what);
        }

        @Override
        public void progress(double part) {
            sink.progress(part);
        }
    }

    private static boolean object(JsonParser parser, List<String> keys, List<String> values) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return false;
        }
        for (var key = parser.nextName(); key != null; key = parser.nextName()) {
            var token = parser.nextToken();
            if (!token.isScalarValue() || keys.contains(key)) {
                return false;
            }
            keys.add(key);
            values.add(token == JsonToken.VALUE_NULL ? "" : parser.getString());
        }
        return parser.nextToken() == null;
    }
}
