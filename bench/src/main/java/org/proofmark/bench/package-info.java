/// What can be done to a device on a bench. Front door: [org.proofmark.bench.Bench].
@NullMarked
package org.proofmark.bench;

import org.jspecify.annotations.NullMarked;
