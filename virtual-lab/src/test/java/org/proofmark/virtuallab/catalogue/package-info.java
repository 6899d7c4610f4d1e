/// Tests of the catalogue.
@NullMarked
package org.proofmark.virtuallab.catalogue;

import org.jspecify.annotations.NullMarked;
