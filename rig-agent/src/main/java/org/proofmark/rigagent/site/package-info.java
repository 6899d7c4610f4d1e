/// What a rig serves to its devices beside time: the update server and the lab's test root. Front
/// door: [org.proofmark.rigagent.site.RigSite].
@NullMarked
package org.proofmark.rigagent.site;

import org.jspecify.annotations.NullMarked;
