@NullMarked
package org.proofmark.controller.run;

import org.jspecify.annotations.NullMarked;
