/// The units of a list: identifiers and a password each. Front door:
/// [org.proofmark.credential.population.Study].
@NullMarked
package org.proofmark.credential.population;

import org.jspecify.annotations.NullMarked;
