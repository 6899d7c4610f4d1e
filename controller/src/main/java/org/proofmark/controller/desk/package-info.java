/// The desk run: fetches what a maker publishes, keeps it as evidence and reads out of it what the
/// requirements `reporting` and `support-period` ask for. `Judge` decides. Front door:
/// [org.proofmark.controller.desk.DeskRun].
///
/// Fetching talks ([org.proofmark.controller.desk.HttpPages]); reading is pure
/// ([org.proofmark.controller.desk.PageText] and the readers).
@NullMarked
package org.proofmark.controller.desk;

import org.jspecify.annotations.NullMarked;
