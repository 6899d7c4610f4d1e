/// Lists for people and for programs. Front door: [org.proofmark.cli.output.Listing].
@NullMarked
package org.proofmark.cli.output;

import org.jspecify.annotations.NullMarked;
