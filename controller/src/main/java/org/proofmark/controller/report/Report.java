package org.proofmark.controller.report;

/// The three files of a report, UTF-8.
///
/// @param json `report.json`
/// @param html `report.html`, which needs no other file
/// @param junitXml `junit.xml`: FAIL is a failure, INCONCLUSIVE an error
// The bytes go straight into files or messages: nobody compares two reports by equals.
@SuppressWarnings("ArrayRecordComponent")
public record Report(byte[] json, byte[] html, byte[] junitXml) {}
