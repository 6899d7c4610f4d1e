@NullMarked
package org.proofmark.controller.fleet;

import org.jspecify.annotations.NullMarked;
