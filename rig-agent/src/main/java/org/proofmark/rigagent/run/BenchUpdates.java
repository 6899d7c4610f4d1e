package org.proofmark.rigagent.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.proofmark.bench.BenchFault;
import org.proofmark.domain.run.Digest;
import org.proofmark.domain.run.Fault;
import org.proofmark.domain.update.Release;
import org.proofmark.domain.update.Trouble;
import org.proofmark.proto.bench.v1.ServeUpdateRequest;
import org.proofmark.proto.update.v1.UpdateRequest;
import org.proofmark.rigagent.site.SlotServices;
import org.proofmark.wire.Updates;

/// Serves releases to the device of an attempt: those that its order names, and no other.
final class BenchUpdates {
    private final RunningAttempt attempt;
    private final SlotServices services;
    private final BlobCache blobs;

    BenchUpdates(RunningAttempt attempt, AttemptParts parts, BlobCache blobs) {
        this.attempt = attempt;
        this.services = parts.services().apply(attempt.slot().name());
        this.blobs = blobs;
    }

    /// @return number of the serving
    /// @throws BenchFault `no-release` for one that the order does not name or a trouble that does
    ///   not fit it, `blob-missing`
    /// @throws org.proofmark.wire.WireFormatException where the trouble is none
    long serve(ServeUpdateRequest request) {
        var server = services.updates();
        if (request.getRelease().isEmpty()) {
            return server.withdraw();
        }
        var release = named(request.getRelease());
        var trouble = Updates.fromWire(request.getTrouble());
        var other =
                trouble instanceof Trouble.Swapped swapped
                        ? Optional.of(named(swapped.other()))
                        : Optional.<Release>empty();
        var contents = new HashMap<Digest, Path>();
        fetch(release, contents);
        other.ifPresent(o -> fetch(o, contents));
        try {
            return server.serve(release, trouble, other, contents);
        } catch (IllegalArgumentException e) {
            throw fault(String.valueOf(e.getMessage()));
        }
    }

    private void fetch(Release release, Map<Digest, Path> contents) {
        for (var file : release.files()) {
            contents.put(
                    file.digest(),
                    blobs.fetch(file.digest(), ".release", () -> attempt.fault().isPresent()));
        }
    }

    private Release named(String name) {
        return attempt.order().getReleasesList().stream()
                .filter(r -> r.getName().equals(name))
                .findFirst()
                .map(Updates::fromWire)
                .orElseThrow(() ->
                        fault(
                                "the campaign has no release '"
                                        + name
                                        + "'; its maker must supply it"));
    }

    private static BenchFault fault(String what) {
        return new BenchFault.Hardware(Fault.of("no-release", what, "serve updates"));
    }

    /// @throws BenchFault `update-requests-lost` where some were not kept: what is missing cannot
    ///   be told from what never came
    List<UpdateRequest> requestsAfter(long number) {
        if (services.updates().requestsLost()) {
            throw new BenchFault.Hardware(
                    Fault.of(
                            "update-requests-lost",
                            "the device asked the update server more often than is kept of one"
                                    + " attempt",
                            "look at update requests"));
        }
        return services.updates().requestsAfter(number).stream().map(Updates::toWire).toList();
    }

    void showTime(Duration ahead) {
        services.time().ahead(ahead);
    }
}
