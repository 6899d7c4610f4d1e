/// The rig's servers for devices, tried for real.
@NullMarked
package org.proofmark.rigagent.site;

import org.jspecify.annotations.NullMarked;
