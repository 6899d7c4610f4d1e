/// Searches for what explains passwords. Front door: [org.proofmark.credential.search.Detector].
@NullMarked
package org.proofmark.credential.search;

import org.jspecify.annotations.NullMarked;
