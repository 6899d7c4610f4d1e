/// Published generators of router passwords. Front door:
/// [org.proofmark.credential.family.NamedFamilies].
@NullMarked
package org.proofmark.credential.family;

import org.jspecify.annotations.NullMarked;
