/// Monotonic time and deadlines. Front door: [org.proofmark.domain.time.Ticker].
@NullMarked
package org.proofmark.domain.time;

import org.jspecify.annotations.NullMarked;
