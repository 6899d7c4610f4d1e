/// The process that schedules, stores, judges and reports. Front door:
/// [org.proofmark.controller.Controller].
@NullMarked
package org.proofmark.controller;

import org.jspecify.annotations.NullMarked;
