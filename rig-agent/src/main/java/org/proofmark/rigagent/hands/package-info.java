/// An operator's hands on a slot: orders, under a lease. Front door:
/// [org.proofmark.rigagent.hands.Hands].
@NullMarked
package org.proofmark.rigagent.hands;

import org.jspecify.annotations.NullMarked;
