/// The suite process and its way to the rig-agent. Front door: [org.proofmark.benchremote.Main].
@NullMarked
package org.proofmark.benchremote;

import org.jspecify.annotations.NullMarked;
