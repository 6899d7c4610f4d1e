package org.proofmark.controller.report;

/// Writes reports. Stateless; the same content gives the same bytes.
public final class ReportWriter {
    /// Writes all three files.
    public Report write(ReportContent content) {
        return new Report(
                JsonReport.bytes(content), HtmlReport.bytes(content), JunitReport.bytes(content));
    }
}
