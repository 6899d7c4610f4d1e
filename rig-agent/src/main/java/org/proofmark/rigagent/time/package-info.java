/// The rig's time server for devices. Front door: [org.proofmark.rigagent.time.SntpServer].
@NullMarked
package org.proofmark.rigagent.time;

import org.jspecify.annotations.NullMarked;
