package org.proofmark.rigagent.update;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.proofmark.domain.update.UpdateRequest;

/// What a device asked for, in order. Thread-safe.
final class RequestLog {
    /// A device that asks more often is counted on, and its further requests are not kept.
    static final int MAX_KEPT = 10_000;

    private final List<UpdateRequest> kept = new ArrayList<>();
    private long count;

    /// Adds a request, whose number is made here.
    synchronized void add(LongFunction<UpdateRequest> request) {
        count++;
        if (kept.size() < MAX_KEPT) {
            kept.add(request.apply(count));
        }
    }

    /// Forgets what is kept, and goes on counting: an attempt reads none of those before it.
    synchronized void forget() {
        kept.clear();
    }

    /// Those with a higher number than this one.
    synchronized List<UpdateRequest> after(long number) {
        return kept.stream().filter(r -> r.number() > number).toList();
    }

    /// How many there were, kept or not.
    synchronized long count() {
        return count;
    }
}
