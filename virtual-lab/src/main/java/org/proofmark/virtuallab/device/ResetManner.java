package org.proofmark.virtuallab.device;

import java.time.Duration;
import java.util.Map;

/// How a device is reset to its factory settings.
///
/// @param hold how long the button is to be held
/// @param holds how many holds it takes
/// @param onWeb whether the web interface has a reset, too
/// @param differing the administrator's password after a reset by this cause, where it is not the
///   model's usual one
/// @param sessionsSurvive whether logins on the web outlast resets, and power cuts
record ResetManner(
        Duration hold,
        int holds,
        boolean onWeb,
        Map<Cause, PasswordSource> differing,
        boolean sessionsSurvive) {
    /// By the button alone, held for five seconds.
    static final ResetManner USUAL =
            new ResetManner(Duration.ofSeconds(5), 1, false, Map.of(), false);

    ResetManner {
        differing = Map.copyOf(differing);
    }

    /// Who asked for it.
    enum Cause {
        BUTTON,
        WEB
    }

    /// The same with a reset on the web.
    ResetManner withWeb() {
        return new ResetManner(hold, holds, true, differing, sessionsSurvive);
    }
}
