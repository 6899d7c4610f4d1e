/// What people and machines get to read: report.json (docs/report.md, docs/report.schema.json),
/// report.html and junit.xml, all from what `Judge` decided. Pure, no I/O. Front door:
/// [org.proofmark.controller.report.ReportWriter]; for lists of passwords
/// [org.proofmark.controller.report.PopulationPage].
@NullMarked
package org.proofmark.controller.report;

import org.jspecify.annotations.NullMarked;
