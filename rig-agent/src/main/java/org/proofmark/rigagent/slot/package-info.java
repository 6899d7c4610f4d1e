/// A slot: its wiring, its console's recording, its safe state. Front door:
/// [org.proofmark.rigagent.slot.Slot].
@NullMarked
package org.proofmark.rigagent.slot;

import org.jspecify.annotations.NullMarked;
