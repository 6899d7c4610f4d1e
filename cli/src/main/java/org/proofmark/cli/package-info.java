/// The command line and what wires the processes together. Front door: [org.proofmark.cli.Main].
@NullMarked
package org.proofmark.cli;

import org.jspecify.annotations.NullMarked;
