/// What was seen, before anybody judges it. Front door:
/// [org.proofmark.domain.observation.Observation].
@NullMarked
package org.proofmark.domain.observation;

import org.jspecify.annotations.NullMarked;
