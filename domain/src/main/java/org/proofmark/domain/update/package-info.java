/// What a device is offered as updates, how the rig troubles it, and what the device asked for.
@NullMarked
package org.proofmark.domain.update;

import org.jspecify.annotations.NullMarked;
