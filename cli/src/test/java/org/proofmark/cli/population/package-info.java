@NullMarked
package org.proofmark.cli.population;

import org.jspecify.annotations.NullMarked;
