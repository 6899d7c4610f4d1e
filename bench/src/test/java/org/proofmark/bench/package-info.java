@NullMarked
package org.proofmark.bench;

import org.jspecify.annotations.NullMarked;
