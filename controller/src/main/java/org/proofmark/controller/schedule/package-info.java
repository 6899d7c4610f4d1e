/// Which run starts where and why the others wait; pure. Front door:
/// [org.proofmark.controller.schedule.Scheduler].
@NullMarked
package org.proofmark.controller.schedule;

import org.jspecify.annotations.NullMarked;
