/// Measurements of the whole system: how long a step takes and what limits it. A measurement prints
/// numbers and never fails a build. The tests here are those of the whole system, since this module
/// sees the distribution that they run.
@NullMarked
package org.proofmark.benchmarks;

import org.jspecify.annotations.NullMarked;
