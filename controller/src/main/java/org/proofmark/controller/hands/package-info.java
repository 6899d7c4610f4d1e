/// Operators' hands on slots: claims, orders, and the record of both. Front door:
/// [org.proofmark.controller.hands.Hands].
@NullMarked
package org.proofmark.controller.hands;

import org.jspecify.annotations.NullMarked;
