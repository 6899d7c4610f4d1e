/// The web pages of the makers of simulated devices, over HTTPS on loopback: as the law asks, or
/// with a flaw of the catalogue, and answers that are no page. Front door:
/// [org.proofmark.virtuallab.publisher.Publisher].
@NullMarked
package org.proofmark.virtuallab.publisher;

import org.jspecify.annotations.NullMarked;
