/// The format of device profiles. Front door: [org.proofmark.deviceprofiles.ProfileCodec].
@NullMarked
package org.proofmark.deviceprofiles;

import org.jspecify.annotations.NullMarked;
