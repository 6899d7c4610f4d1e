/// What follows from what was seen. Front door: [org.proofmark.domain.verdict.Judge].
@NullMarked
package org.proofmark.domain.verdict;

import org.jspecify.annotations.NullMarked;
