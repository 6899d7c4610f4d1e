/// Rigs: who is there and how to reach them. Front door: [org.proofmark.controller.fleet.Fleet].
@NullMarked
package org.proofmark.controller.fleet;

import org.jspecify.annotations.NullMarked;
