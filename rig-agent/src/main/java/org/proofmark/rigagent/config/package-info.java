/// The rig's file: read once at start, refused with file, line and key. Front door:
/// [org.proofmark.rigagent.config.RigFile].
@NullMarked
package org.proofmark.rigagent.config;

import org.jspecify.annotations.NullMarked;
