@NullMarked
package org.proofmark.cli.campaign;

import org.jspecify.annotations.NullMarked;
