/// Why something is refused, for callers of every kind. Front door:
/// [org.proofmark.controller.refusal.RefusedException].
@NullMarked
package org.proofmark.controller.refusal;

import org.jspecify.annotations.NullMarked;
