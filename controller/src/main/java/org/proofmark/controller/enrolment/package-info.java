/// The controller's own certificates and how a rig gets one. Front door:
/// [org.proofmark.controller.enrolment.Enrolment].
@NullMarked
package org.proofmark.controller.enrolment;

import org.jspecify.annotations.NullMarked;
