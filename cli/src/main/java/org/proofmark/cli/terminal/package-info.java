/// The person at the other end. Front door: [org.proofmark.cli.terminal.Terminal].
@NullMarked
package org.proofmark.cli.terminal;

import org.jspecify.annotations.NullMarked;
