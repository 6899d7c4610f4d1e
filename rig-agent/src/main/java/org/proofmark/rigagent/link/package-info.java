/// The rig's way to its controller: enrolment and the one stream. Front doors:
/// [org.proofmark.rigagent.link.Link] and [org.proofmark.rigagent.link.Enrolment].
@NullMarked
package org.proofmark.rigagent.link;

import org.jspecify.annotations.NullMarked;
