@NullMarked
package org.proofmark.credential.transform;

import org.jspecify.annotations.NullMarked;
