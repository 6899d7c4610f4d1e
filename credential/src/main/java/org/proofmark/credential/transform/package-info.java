/// How a password can come out of an identifier: input, normaliser, function, encoding, window.
/// Front door: [org.proofmark.credential.transform.Transform].
@NullMarked
package org.proofmark.credential.transform;

import org.jspecify.annotations.NullMarked;
