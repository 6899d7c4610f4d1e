/// Serial ports; the only user of jSerialComm. Front doors:
/// [org.proofmark.rigagent.serial.TtyPort], and [org.proofmark.rigagent.serial.SerialPorts] for
/// what there is.
@NullMarked
package org.proofmark.rigagent.serial;

import org.jspecify.annotations.NullMarked;
