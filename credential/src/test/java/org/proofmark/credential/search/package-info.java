@NullMarked
package org.proofmark.credential.search;

import org.jspecify.annotations.NullMarked;
