/// What must survive the agent: the write-ahead journal and the spool of records. Front doors:
/// [org.proofmark.rigagent.journal.Journal] and [org.proofmark.rigagent.journal.Spool].
@NullMarked
package org.proofmark.rigagent.journal;

import org.jspecify.annotations.NullMarked;
