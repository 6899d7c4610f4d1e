/// Shows people what happens in campaigns. Front door: [org.proofmark.cli.progress.Progress].
@NullMarked
package org.proofmark.cli.progress;

import org.jspecify.annotations.NullMarked;
