/// Lists from known generators, honest and flawed: what tests and measurements hold the analyser
/// against. Front door: [org.proofmark.credential.specimen.Specimen].
@NullMarked
package org.proofmark.credential.specimen;

import org.jspecify.annotations.NullMarked;
