package org.proofmark.cli.simulated;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.proofmark.cli.client.CampaignListener;
import org.proofmark.cli.exit.Trouble;
import org.proofmark.cli.lab.ScratchLab;
import org.proofmark.proto.run.v1.Campaign;
import org.proofmark.proto.run.v1.RunRecordView;

/// Kills a rig's agent, once, while a reset is going on, and starts it again.
final class AgentKiller implements AutoCloseable {
    /// How suites announce a reset: the button is pressed after it and held for seconds.
    private static final Pattern RESET = Pattern.compile("^reset\\b.*", Pattern.CASE_INSENSITIVE);

    private final ScratchLab lab;
    private final String rig;
    private @Nullable CompletableFuture<Void> deed;

    AgentKiller(ScratchLab lab, String rig) {
        this.lab = lab;
        this.rig = rig;
    }

    /// A listener that acts on the first reset and passes everything on.
    CampaignListener before(CampaignListener next) {
        return new CampaignListener() {
            @Override
            public void changed(Campaign campaign) {
                next.changed(campaign);
            }

            @Override
            public void recorded(RunRecordView rec) {
                next.recorded(rec);
                if (RESET.matcher(rec.getText()).matches()) {
                    killOnce();
                }
            }
        };
    }

    private synchronized void killOnce() {
        if (deed == null) {
            deed =
                    CompletableFuture.runAsync(
                            this::killAndRestart,
                            deedThread -> Thread.ofVirtual().name("kill " + rig).start(deedThread));
        }
    }

    private void killAndRestart() {
        lab.killRig(rig);
        lab.restartRig(rig);
    }

    /// Waits until the agent is up again where it was killed.
    ///
    /// @throws Trouble where it did not come up
    @Override
    public void close() {
        try {
            started().ifPresent(CompletableFuture::join);
        } catch (CompletionException e) {
            throw new Trouble(
                    "the rig-agent did not come up again after its kill: " + e.getCause(), e);
        }
    }

    private synchronized Optional<CompletableFuture<Void>> started() {
        return Optional.ofNullable(deed);
    }
}
