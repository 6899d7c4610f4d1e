/// A small device with real services, for tests. Front door:
/// [org.proofmark.certification.device.TestDevice].
@NullMarked
package org.proofmark.certification.device;

import org.jspecify.annotations.NullMarked;
