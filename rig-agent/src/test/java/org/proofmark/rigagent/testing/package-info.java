/// What the agent's tests work with: a pty, a controller, a clock that is moved by hand.
@NullMarked
package org.proofmark.rigagent.testing;

import org.jspecify.annotations.NullMarked;
