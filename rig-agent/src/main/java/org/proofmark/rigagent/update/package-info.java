/// The rig's update server, which serves a maker's releases to the device of one slot and troubles
/// them. Front door: [org.proofmark.rigagent.update.UpdateServer].
@NullMarked
package org.proofmark.rigagent.update;

import org.jspecify.annotations.NullMarked;
