/// Firmware images: the strings in them, also in compressed parts. Front door:
/// [org.proofmark.controller.firmware.FirmwareStrings].
@NullMarked
package org.proofmark.controller.firmware;

import org.jspecify.annotations.NullMarked;
