@NullMarked
package org.proofmark.controller.enrolment;

import org.jspecify.annotations.NullMarked;
