@NullMarked
package org.proofmark.meters;

import org.jspecify.annotations.NullMarked;
