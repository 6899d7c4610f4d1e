@NullMarked
package org.proofmark.controller.backup;

import org.jspecify.annotations.NullMarked;
