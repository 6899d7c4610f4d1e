/// Campaigns, runs, attempts and their names. Front door: [org.proofmark.domain.run.RunId].
@NullMarked
package org.proofmark.domain.run;

import org.jspecify.annotations.NullMarked;
