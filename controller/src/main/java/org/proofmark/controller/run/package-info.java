/// Campaigns from submission to their end. Front door: [org.proofmark.controller.run.Campaigns].
@NullMarked
package org.proofmark.controller.run;

import org.jspecify.annotations.NullMarked;
