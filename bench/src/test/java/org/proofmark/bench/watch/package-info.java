@NullMarked
package org.proofmark.bench.watch;

import org.jspecify.annotations.NullMarked;
