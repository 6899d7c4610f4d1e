/// Runs every simulated device as a process of its own, on a pty, as the virtual lab does.
@NullMarked
package org.proofmark.virtuallab.device;

import org.jspecify.annotations.NullMarked;
