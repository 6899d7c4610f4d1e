package org.proofmark.controller.desk;

/// A way to reach somebody that a page offers.
///
/// @param target address, number, or where a link or a form leads
/// @param label the link's text, or the form's
/// @param line the index of the line that it stands in, or next to
/// @param aside in the page's navigation, header or footer
record Channel(Kind kind, String target, String label, int line, boolean aside) {
    enum Kind {
        MAIL,
        PHONE,
        LINK,
        FORM
    }
}
