/// Tests of the publisher.
@NullMarked
package org.proofmark.virtuallab.publisher;

import org.jspecify.annotations.NullMarked;
