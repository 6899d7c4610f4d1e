package org.proofmark.bench;

import java.time.Duration;
import java.util.List;
import org.proofmark.domain.update.Release;
import org.proofmark.domain.update.Trouble;
import org.proofmark.domain.update.UpdateRequest;

/// The update server and the time in the network of the device. When an attempt begins, nothing is
/// served and the time is true; so it is again when it ends.
public interface Updates {
    /// What the campaign can offer, in the order of the plan; empty where its profile says nothing
    /// of updates.
    List<Release> releases();

    /// Serves a release from now on, in place of what was served.
    ///
    /// @param release name of one of [#releases]
    /// @return number of the last request before, for [#requestsAfter]
    /// @throws BenchFault `no-release` for one that the campaign has not, or a trouble that does
    ///   not fit it
    long serve(String release, Trouble trouble);

    /// Serves nothing from now on: every path answers 404.
    ///
    /// @return number of the last request before
    long withdraw();

    /// The device's requests with a higher number than this one, in order, as far as their answers
    /// have ended; 0 for all of this attempt, of which the first 10,000 are kept.
    List<UpdateRequest> requestsAfter(long number);

    /// Shows the device another time from now on: by SNTP and in every HTTP answer.
    ///
    /// @param ahead of true UTC; negative for the past
    void showTime(Duration ahead);
}
