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
    /// @return number of this serving, for [#requestsAfter]
    /// @throws BenchFault `no-release` for one that the campaign has not, or a trouble that does
    ///   not fit it
    long serve(String release, Trouble trouble);

    /// Serves nothing from now on: every path answers 404.
    ///
    /// @return number of this serving, for [#requestsAfter]
    long withdraw();

    /// The device's requests with a higher number than this one, in order, as far as their answers
    /// have ended. What had come before the serving that the number is in is not among them,
    /// however late its answer ended.
    ///
    /// @param number of a serving or a request; 0 for all of this attempt
    /// @throws BenchFault `update-requests-lost` where there were more than 10,000
    List<UpdateRequest> requestsAfter(long number);

    /// Shows the device another time from now on: by SNTP and in every HTTP answer.
    ///
    /// @param ahead of true UTC; negative for the past
    void showTime(Duration ahead);
}
