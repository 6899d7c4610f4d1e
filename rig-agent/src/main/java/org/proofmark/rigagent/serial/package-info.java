/// Serial ports; the only user of jSerialComm. Front door: [org.proofmark.rigagent.serial.TtyPort].
@NullMarked
package org.proofmark.rigagent.serial;

import org.jspecify.annotations.NullMarked;
