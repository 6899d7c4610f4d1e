/// What follows from what was seen. Front door: `Judge`.
@NullMarked
package org.proofmark.domain.verdict;

import org.jspecify.annotations.NullMarked;
