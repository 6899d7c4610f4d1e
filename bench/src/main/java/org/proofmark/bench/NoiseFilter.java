package org.proofmark.bench;

import java.util.List;

/// Takes noise out of a stream of characters, and knows where each of those that are left stood.
/// Not thread-safe.
final class NoiseFilter {
    private final List<NoiseStage> stages;

    NoiseFilter(List<NoiseStage> stages) {
        this.stages = List.copyOf(stages);
    }

    NoiseFilter copy() {
        return new NoiseFilter(stages.stream().map(NoiseStage::copy).toList());
    }

    /// Takes what comes next, and gives what is known to be no noise.
    String feed(String more) {
        var text = more;
        for (var stage : stages) {
            text = stage.feed(text);
        }
        return text;
    }

    /// [NoiseStage#finish] of all.
    String finish(boolean begunToo) {
        var text = "";
        for (var stage : stages) {
            var known = stage.feed(text);
            text = known + stage.finish(begunToo);
        }
        return text;
    }

    /// Whether characters are held back.
    boolean holds() {
        return stages.stream().anyMatch(NoiseStage::holds);
    }

    /// Where a character that was let through stood in what came in.
    int position(int index) {
        int at = index;
        for (var stage : stages.reversed()) {
            at = stage.position(at);
        }
        return at;
    }
}
