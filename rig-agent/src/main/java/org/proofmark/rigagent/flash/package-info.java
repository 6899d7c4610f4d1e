/// Writing images to devices: protocols of boot loaders and tools of vendors. Front door:
/// [org.proofmark.rigagent.flash.Ymodem].
@NullMarked
package org.proofmark.rigagent.flash;

import org.jspecify.annotations.NullMarked;
