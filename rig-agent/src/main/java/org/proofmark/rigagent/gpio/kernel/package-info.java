/// GPIO lines of the Linux kernel through its character devices (`/dev/gpiochipN`, GPIO uAPI v2 of
/// `linux/gpio.h`), without a library in C. Front door:
/// [org.proofmark.rigagent.gpio.kernel.GpioChip].
@NullMarked
package org.proofmark.rigagent.gpio.kernel;

import org.jspecify.annotations.NullMarked;
