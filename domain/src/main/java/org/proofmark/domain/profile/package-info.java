/// What is known of a device model before anything is powered. Front door:
/// [org.proofmark.domain.profile.DeviceProfile].
@NullMarked
package org.proofmark.domain.profile;

import org.jspecify.annotations.NullMarked;
