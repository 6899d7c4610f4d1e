/// Strings of firmware images.
@NullMarked
package org.proofmark.controller.firmware;

import org.jspecify.annotations.NullMarked;
