@NullMarked
package org.proofmark.seal;

import org.jspecify.annotations.NullMarked;
