@NullMarked
package org.proofmark.credential.population;

import org.jspecify.annotations.NullMarked;
