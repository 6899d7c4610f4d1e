/// Schemes and their requirements, as data. Front door: [org.proofmark.domain.scheme.Requirement].
@NullMarked
package org.proofmark.domain.scheme;

import org.jspecify.annotations.NullMarked;
