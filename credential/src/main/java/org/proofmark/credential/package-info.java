/// The population analyser: what the plain values of the secrets of several units have in common.
/// Pure, no I/O. Front door: [org.proofmark.credential.PopulationAnalyser].
///
/// Here values are compared exactly and looked up in the list of universal defaults. What explains
/// them (counters, identifiers, hashes, words) is found by
/// [org.proofmark.credential.analysis.DerivationAnalyser].
@NullMarked
package org.proofmark.credential;

import org.jspecify.annotations.NullMarked;
