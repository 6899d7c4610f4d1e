@NullMarked
package org.proofmark.wire;

import org.jspecify.annotations.NullMarked;
