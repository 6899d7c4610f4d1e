@NullMarked
package org.proofmark.certification.passwords;

import org.jspecify.annotations.NullMarked;
