/// Talks to a controller like any other client. Front door:
/// [org.proofmark.cli.client.ControllerClient].
@NullMarked
package org.proofmark.cli.client;

import org.jspecify.annotations.NullMarked;
