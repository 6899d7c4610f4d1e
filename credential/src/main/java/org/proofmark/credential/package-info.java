/// The population analyser: what the plain values of the secrets of several units have in common.
/// Pure, no I/O. Front door: [org.proofmark.credential.PopulationAnalyser].
///
/// It compares values exactly and looks them up in the list of universal defaults. It knows no
/// derivation yet (counters, identifiers, hashes, dictionary words): those are analysers beside
/// [org.proofmark.credential.ExactAnalyser], of a later issue.
@NullMarked
package org.proofmark.credential;

import org.jspecify.annotations.NullMarked;
