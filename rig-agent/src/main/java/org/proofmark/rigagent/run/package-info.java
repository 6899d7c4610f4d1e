/// Attempts: from the order to the last record. Front door: [org.proofmark.rigagent.run.Attempts].
@NullMarked
package org.proofmark.rigagent.run;

import org.jspecify.annotations.NullMarked;
