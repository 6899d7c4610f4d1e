@NullMarked
package org.proofmark.cli.bundle;

import org.jspecify.annotations.NullMarked;
