@NullMarked
package org.proofmark.controller.metrics;

import org.jspecify.annotations.NullMarked;
