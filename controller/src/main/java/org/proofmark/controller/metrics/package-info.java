/// What the controller counts. Front door: [org.proofmark.controller.metrics.ControllerMetrics].
@NullMarked
package org.proofmark.controller.metrics;

import org.jspecify.annotations.NullMarked;
