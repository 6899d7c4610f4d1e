@NullMarked
package org.proofmark.controller.store;

import org.jspecify.annotations.NullMarked;
