package org.proofmark.controller.desk;

/// A sentence of a page, a row of a table or an item of a list.
///
/// @param heading the nearest one before it, else the page's title
/// @param row what names the model in a table's row, else empty
/// @param aside in the page's navigation, header or footer
record Line(String text, String heading, String row, boolean aside) {}
