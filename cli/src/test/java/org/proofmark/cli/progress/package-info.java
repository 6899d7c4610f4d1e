@NullMarked
package org.proofmark.cli.progress;

import org.jspecify.annotations.NullMarked;
