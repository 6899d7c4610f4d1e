package org.proofmark.bench.memory;

import java.time.Duration;
import java.util.List;
import org.proofmark.bench.BenchFault;
import org.proofmark.bench.Updates;
import org.proofmark.domain.run.Fault;
import org.proofmark.domain.update.Release;
import org.proofmark.domain.update.Trouble;
import org.proofmark.domain.update.UpdateRequest;

/// No release, no request, and the true time.
final class NoUpdates implements Updates {
    @Override
    public List<Release> releases() {
        return List.of();
    }

    @Override
    public long serve(String release, Trouble trouble) {
        throw new BenchFault.Hardware(
                Fault.of("no-release", "there is no release '" + release + "'", "serve updates"));
    }

    @Override
    public long withdraw() {
        return 0;
    }

    @Override
    public List<UpdateRequest> requestsAfter(long number) {
        return List.of();
    }

    @Override
    public void showTime(Duration ahead) {
        // nobody asks for the time
    }
}
