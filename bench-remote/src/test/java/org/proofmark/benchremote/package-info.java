@NullMarked
package org.proofmark.benchremote;

import org.jspecify.annotations.NullMarked;
