/// What an analysis found and which rule it breaks. Front door:
/// [org.proofmark.credential.finding.PopulationFinding].
@NullMarked
package org.proofmark.credential.finding;

import org.jspecify.annotations.NullMarked;
