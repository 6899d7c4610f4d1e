@NullMarked
package org.proofmark.credential.strength;

import org.jspecify.annotations.NullMarked;
