package org.proofmark.controller.web.view;

/// A word that shows a state.
///
/// @param text for people; says it all, colour only helps
public record Badge(Tone tone, String text) {
    /// How it looks.
    public enum Tone {
        GOOD,
        BAD,
        OPEN,
        BUSY,
        QUIET;

        /// Its class in page.css.
        public String style() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
