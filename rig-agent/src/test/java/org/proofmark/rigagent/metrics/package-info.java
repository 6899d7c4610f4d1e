@NullMarked
package org.proofmark.rigagent.metrics;

import org.jspecify.annotations.NullMarked;
