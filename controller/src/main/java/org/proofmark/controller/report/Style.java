package org.proofmark.controller.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// How the report looks: system fonts, light and dark, readable in print and on a telephone.
final class Style {
    static final String CSS = read("report.css");

    private Style() {}

    static String read(String name) {
        try (var in = Style.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing in the jar: build anew");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
