package org.proofmark.benchremote;

import java.time.Duration;
import java.util.List;
import org.proofmark.bench.Updates;
import org.proofmark.domain.update.Release;
import org.proofmark.domain.update.Trouble;
import org.proofmark.domain.update.UpdateRequest;
import org.proofmark.proto.bench.v1.GetUpdateRequestsRequest;
import org.proofmark.proto.bench.v1.ServeUpdateRequest;
import org.proofmark.proto.bench.v1.SetTimeRequest;
import org.proofmark.wire.Times;

/// The slot's update server at the other end of the agent's socket.
final class RemoteUpdates implements Updates {
    private final AgentLink link;
    private final List<Release> releases;

    RemoteUpdates(AgentLink link, List<Release> releases) {
        this.link = link;
        this.releases = List.copyOf(releases);
    }

    @Override
    public List<Release> releases() {
        return releases;
    }

    @Override
    public long serve(String release, Trouble trouble) {
        return call(
                "serve release " + release,
                ServeUpdateRequest.newBuilder()
                        .setRelease(release)
                        .setTrouble(org.proofmark.wire.Updates.toWire(trouble))
                        .build());
    }

    @Override
    public long withdraw() {
        return call("serve no release", ServeUpdateRequest.getDefaultInstance());
    }

    /// A release may have to come from the controller first.
    private long call(String step, ServeUpdateRequest request) {
        return link.call(step, AgentLink.FETCH, stub -> stub.serveUpdate(request)).getLast();
    }

    @Override
    public List<UpdateRequest> requestsAfter(long number) {
        return link
                .call(
                        "read the device's requests for updates",
                        AgentLink.QUICK,
                        stub ->
                                stub.getUpdateRequests(
                                        GetUpdateRequestsRequest.newBuilder()
                                                .setAfter(number)
                                                .build()))
                .getRequestsList()
                .stream()
                .map(org.proofmark.wire.Updates::fromWire)
                .toList();
    }

    @Override
    public void showTime(Duration ahead) {
        var _ =
                link.call(
                        "show the device a time " + ahead + " ahead",
                        AgentLink.QUICK,
                        stub ->
                                stub.setTime(
                                        SetTimeRequest.newBuilder()
                                                .setAhead(Times.toWire(ahead))
                                                .build()));
    }
}
