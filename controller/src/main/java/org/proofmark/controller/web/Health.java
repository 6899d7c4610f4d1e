package org.proofmark.controller.web;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/// Whether the controller lives and works, for whoever watches it from outside.
public final class Health {
    private static final Logger LOG = LoggerFactory.getLogger(Health.class);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final String version;
    private final Check ready;

    /// @param version of the controller
    /// @param ready throws where the controller cannot work now
    public Health(String version, Check ready) {
        this.version = version;
        this.ready = ready;
    }

    /// Something that must work.
    @FunctionalInterface
    public interface Check {
        /// Returns where it works.
        ///
        /// @throws RuntimeException where it does not
        void run();
    }

    /// `/health` answers 200 where the controller can work, else 503, both with
    /// `{"alive":true,"ready":…,"version":"…"}`; `/health/alive` answers 200 whenever the process
    /// can answer at all.
    public List<Route> routes() {
        return List.of(
                new Route("/health", _ -> answer(works())),
                new Route("/health/alive", _ -> answer(true)));
    }

    private boolean works() {
        try {
            ready.run();
            return true;
        } catch (RuntimeException e) {
            LOG.warn("the controller is not ready", e);
            return false;
        }
    }

    private Answer answer(boolean works) {
        var body =
                JSON.createObjectNode()
                        .put("alive", true)
                        .put("ready", works)
                        .put("version", version)
                        .toString();
        return Answer.of("application/json", body).withStatus(works ? 200 : 503);
    }
}
