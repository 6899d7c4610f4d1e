@NullMarked
package org.proofmark.credential.analysis;

import org.jspecify.annotations.NullMarked;
