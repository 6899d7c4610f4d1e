/// What the commands for hands on a slot have in common. Front door:
/// [org.proofmark.cli.hands.HandOptions].
@NullMarked
package org.proofmark.cli.hands;

import org.jspecify.annotations.NullMarked;
