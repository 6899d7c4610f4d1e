/// The simulated devices there are, with what a harness must find out about each: the catalogue of
/// flaws as data. Front door: [org.proofmark.virtuallab.catalogue.SimulatedCatalogue].
@NullMarked
package org.proofmark.virtuallab.catalogue;

import org.jspecify.annotations.NullMarked;
