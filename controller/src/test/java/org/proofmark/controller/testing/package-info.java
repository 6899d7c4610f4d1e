@NullMarked
package org.proofmark.controller.testing;

import org.jspecify.annotations.NullMarked;
