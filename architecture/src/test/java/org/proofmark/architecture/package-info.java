/// The rules of the architecture, as tests. Front door: [org.proofmark.architecture.Rules].
@NullMarked
package org.proofmark.architecture;

import org.jspecify.annotations.NullMarked;
