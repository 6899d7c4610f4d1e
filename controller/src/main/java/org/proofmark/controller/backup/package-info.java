/// A controller's state in one file, taken while it works, and back. Front doors:
/// [org.proofmark.controller.backup.Backup] and [org.proofmark.controller.backup.Restore].
@NullMarked
package org.proofmark.controller.backup;

import org.jspecify.annotations.NullMarked;
