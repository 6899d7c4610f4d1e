/// Tests of the whole system: the script and the distribution, as a person runs them.
@NullMarked
package org.proofmark.benchmarks;

import org.jspecify.annotations.NullMarked;
