@NullMarked
package org.proofmark.cli.simulated;

import org.jspecify.annotations.NullMarked;
