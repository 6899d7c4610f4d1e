/// Runs the simulated devices of the catalogue and holds the verdicts against what their planted
/// flaws demand. Front door: [org.proofmark.cli.simulated.SimulatedLab].
@NullMarked
package org.proofmark.cli.simulated;

import org.jspecify.annotations.NullMarked;
