/// What is to be done, how often and how hard. Front door: [org.proofmark.domain.plan.Preset].
@NullMarked
package org.proofmark.domain.plan;

import org.jspecify.annotations.NullMarked;
