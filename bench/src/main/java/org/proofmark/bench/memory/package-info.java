/// A bench in memory, for trying suites without a rig. Front door:
/// [org.proofmark.bench.memory.MemoryBench].
@NullMarked
package org.proofmark.bench.memory;

import org.jspecify.annotations.NullMarked;
