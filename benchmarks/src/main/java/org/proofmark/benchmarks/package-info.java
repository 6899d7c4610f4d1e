/// Measurements with JMH and of the whole system: how long a step takes and what limits it. A
/// measurement prints numbers and never fails a build. The first ones come with the issue on
/// performance; until then this module holds the tests of the whole system, since it sees the
/// distribution that they run.
@NullMarked
package org.proofmark.benchmarks;

import org.jspecify.annotations.NullMarked;
