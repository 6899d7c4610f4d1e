package org.proofmark.controller.web.view;

/// A link, or plain text where there is nothing to go to.
///
/// @param href empty for plain text
public record Link(String text, String href) {
    /// Plain text.
    public static Link none(String text) {
        return new Link(text, "");
    }
}
