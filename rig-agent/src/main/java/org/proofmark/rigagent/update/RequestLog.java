package org.proofmark.rigagent.update;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.LongFunction;
import org.proofmark.domain.update.UpdateRequest;

/// What a device asked for, in order. Requests and servings have numbers of one sequence: a serving
/// has its own when it begins, a request when its answer has ended. A request belongs to the
/// serving in which it came. Thread-safe.
final class RequestLog {
    /// A device that asks more often is counted on, and its further requests are not kept.
    static final int MAX_KEPT = 10_000;

    private final List<Kept> kept = new ArrayList<>();
    private final TreeSet<Long> servings = new TreeSet<>();
    private long number;
    private boolean lost;

    private record Kept(UpdateRequest request, long serving) {}

    /// Another thing is served from now on.
    ///
    /// @return number of the serving
    synchronized long begin() {
        servings.add(++number);
        return number;
    }

    /// Adds a request, whose number is made here.
    ///
    /// @param serving in which it came
    synchronized void add(long serving, LongFunction<UpdateRequest> request) {
        number++;
        if (kept.size() < MAX_KEPT) {
            kept.add(new Kept(request.apply(number), serving));
        } else {
            lost = true;
        }
    }

    /// Forgets what is kept, and goes on counting: an attempt reads none of those before it.
    synchronized void forget() {
        kept.clear();
        servings.headSet(number).clear();
        lost = false;
    }

    /// Those with a higher number than this one, but for those that had come before the serving
    /// that this number is in: the end of an old download is no new one.
    ///
    /// @param number of a request or a serving; 0 for all
    synchronized List<UpdateRequest> after(long number) {
        var begun = servings.floor(number);
        long first = begun == null ? 0 : begun;
        return kept.stream()
                .filter(k -> k.request().number() > number && k.serving() >= first)
                .map(Kept::request)
                .toList();
    }

    /// Whether some were not kept since the last [#forget].
    synchronized boolean lost() {
        return lost;
    }
}
