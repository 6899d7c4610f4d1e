/// How controller and rig-agent count, and how they are scraped. The only package that knows
/// Micrometer. Front door: [org.proofmark.meters.Meters].
@NullMarked
package org.proofmark.meters;

import org.jspecify.annotations.NullMarked;
