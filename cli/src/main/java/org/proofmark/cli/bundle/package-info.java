/// The files of a report and what can be read from them. Front door:
/// [org.proofmark.cli.bundle.ReportBundle].
@NullMarked
package org.proofmark.cli.bundle;

import org.jspecify.annotations.NullMarked;
