/// Stands for the suite process where the agent alone is tested: it speaks the real protocol over
/// the real socket, and its suite's name says what it does.
@NullMarked
package org.proofmark.benchremote;

import org.jspecify.annotations.NullMarked;
