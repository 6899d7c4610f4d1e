package org.proofmark.virtuallab.device;

import java.time.Duration;
import java.time.Instant;

/// What a device knows of the time.
///
/// @param uptime since it booted
/// @param clock what its own clock says
record Moment(Duration uptime, Instant clock) {}
