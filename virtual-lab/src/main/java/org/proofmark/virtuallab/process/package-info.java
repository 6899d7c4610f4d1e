/// The wiring kind `process`: a slot whose device is any program that keeps the virtual lab's
/// contract (docs/virtual-lab.md). Front door:
/// [org.proofmark.virtuallab.process.ProcessWiringKind]; the command line also uses
/// [org.proofmark.virtuallab.process.UnitIdentities].
@NullMarked
package org.proofmark.virtuallab.process;

import org.jspecify.annotations.NullMarked;
