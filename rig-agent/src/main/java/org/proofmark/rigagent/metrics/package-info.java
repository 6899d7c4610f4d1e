/// What the agent counts. Front door: [org.proofmark.rigagent.metrics.AgentMetrics].
@NullMarked
package org.proofmark.rigagent.metrics;

import org.jspecify.annotations.NullMarked;
