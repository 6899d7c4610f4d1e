/// Messages to domain records and back: total both ways, or a
/// [org.proofmark.wire.WireFormatException] that names the field. Front doors:
/// [org.proofmark.wire.Records], [org.proofmark.wire.Observations].
@NullMarked
package org.proofmark.wire;

import org.jspecify.annotations.NullMarked;
