/// How a slot is wired: what a wiring kind offers to the rig-agent. Front door:
/// [org.proofmark.bench.wiring.WiringKind].
@NullMarked
package org.proofmark.bench.wiring;

import org.jspecify.annotations.NullMarked;
