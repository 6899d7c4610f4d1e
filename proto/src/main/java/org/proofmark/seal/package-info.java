/// Secrets on their way: sealed for one key holder. Front door: [org.proofmark.seal.SealedBox].
@NullMarked
package org.proofmark.seal;

import org.jspecify.annotations.NullMarked;
