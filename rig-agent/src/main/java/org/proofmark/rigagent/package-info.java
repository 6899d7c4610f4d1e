/// The agent that owns a rig's hardware. Front door: [org.proofmark.rigagent.RigAgent].
@NullMarked
package org.proofmark.rigagent;

import org.jspecify.annotations.NullMarked;
