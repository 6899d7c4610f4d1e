/// Simulated devices that keep the virtual lab's contract (docs/virtual-lab.md): a UART with boot
/// messages and a login shell, a web interface, telnet, ssh, a reset button, and settings that
/// survive a power cut at any byte. What is wrong with a device is data in its
/// [org.proofmark.virtuallab.device.DeviceModel]. Front door:
/// [org.proofmark.virtuallab.device.Main].
@NullMarked
package org.proofmark.virtuallab.device;

import org.jspecify.annotations.NullMarked;
