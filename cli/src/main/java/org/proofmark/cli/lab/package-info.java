/// A controller and its rigs as real processes in a scratch state folder. Front door:
/// [org.proofmark.cli.lab.ScratchLab].
@NullMarked
package org.proofmark.cli.lab;

import org.jspecify.annotations.NullMarked;
