/// What a console says of a device's health: that it starts, that its system broke down, that a
/// watchdog reset it. Front door: [org.proofmark.bench.watch.DeviceWatch].
@NullMarked
package org.proofmark.bench.watch;

import org.jspecify.annotations.NullMarked;
