@NullMarked
package org.proofmark.credential.family;

import org.jspecify.annotations.NullMarked;
