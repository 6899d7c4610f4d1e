@NullMarked
package org.proofmark.certification.dialogue;

import org.jspecify.annotations.NullMarked;
