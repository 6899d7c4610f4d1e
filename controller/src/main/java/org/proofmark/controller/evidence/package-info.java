/// Blobs by SHA-256, sealed at rest. Front door: [org.proofmark.controller.evidence.BlobStore].
@NullMarked
package org.proofmark.controller.evidence;

import org.jspecify.annotations.NullMarked;
