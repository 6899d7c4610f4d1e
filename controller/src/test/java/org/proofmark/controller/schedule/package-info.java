@NullMarked
package org.proofmark.controller.schedule;

import org.jspecify.annotations.NullMarked;
