@NullMarked
package org.proofmark.controller.rpc;

import org.jspecify.annotations.NullMarked;
