/// Findings of all searches together, and the verdicts. Front door:
/// [org.proofmark.credential.analysis.DerivationAnalyser].
@NullMarked
package org.proofmark.credential.analysis;

import org.jspecify.annotations.NullMarked;
