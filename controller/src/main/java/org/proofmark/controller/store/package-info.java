/// What the controller remembers. Front door: [org.proofmark.controller.store.Store].
@NullMarked
package org.proofmark.controller.store;

import org.jspecify.annotations.NullMarked;
