@NullMarked
package org.proofmark.cli.output;

import org.jspecify.annotations.NullMarked;
