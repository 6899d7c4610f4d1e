@NullMarked
package org.proofmark.controller.evidence;

import org.jspecify.annotations.NullMarked;
