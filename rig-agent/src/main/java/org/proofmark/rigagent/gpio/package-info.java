/// Relays and buttons on GPIO lines; the only user of Pi4J. Front door:
/// [org.proofmark.rigagent.gpio.RelayKind].
@NullMarked
package org.proofmark.rigagent.gpio;

import org.jspecify.annotations.NullMarked;
