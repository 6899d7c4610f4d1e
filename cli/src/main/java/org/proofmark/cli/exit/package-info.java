/// How a command ends. Front door: [org.proofmark.cli.exit.ExitCode].
@NullMarked
package org.proofmark.cli.exit;

import org.jspecify.annotations.NullMarked;
