package org.proofmark.rigagent.gpio.kernel;

import java.nio.file.Path;

/// What the kernel says of a chip.
///
/// @param path such as `/dev/gpiochip0`; its number may change with the kernel
/// @param label what names the chip for good, such as `pinctrl-bcm2711`
/// @param lines how many lines it has, numbered from 0
public record ChipInfo(Path path, String label, int lines) {}
