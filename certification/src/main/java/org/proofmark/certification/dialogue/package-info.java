/// Holds the conversations that a profile describes with real devices. Front door:
/// [org.proofmark.certification.dialogue.Conversations].
@NullMarked
package org.proofmark.certification.dialogue;

import org.jspecify.annotations.NullMarked;
