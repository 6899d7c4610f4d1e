package org.proofmark.rigagent.update;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.proofmark.domain.run.Digest;
import org.proofmark.domain.update.Release;
import org.proofmark.domain.update.Release.ReleaseFile;
import org.proofmark.domain.update.Trouble;

/// What the server has at present: one release, how it is troubled, and how often each file was
/// asked for. Thread-safe.
final class Served {
    private final Release release;
    private final Trouble trouble;
    private final Optional<Release> other;
    private final Map<Digest, Path> contents;
    private final Map<String, Answers> answers = new ConcurrentHashMap<>();

    /// @param other what [Trouble.Swapped] takes the second content from
    /// @param contents a file of this rig for each digest
    /// @throws IllegalArgumentException where a trouble names a file or place that the release has
    ///   not, or content is missing
    Served(Release release, Trouble trouble, Optional<Release> other, Map<Digest, Path> contents) {
        this.release = release;
        this.trouble = trouble;
        this.other = other;
        this.contents = Map.copyOf(contents);
        release.files().forEach(this::content);
        check();
    }

    private void check() {
        switch (trouble) {
            case Trouble.FlippedBit t -> inside(t.path(), t.offset());
            case Trouble.Truncated t -> inside(t.path(), t.bytes());
            case Trouble.CutOff t -> inside(t.path(), t.after());
            case Trouble.Swapped t -> {
                inside(t.path(), -1);
                content(second(t));
            }
            case Trouble.None _, Trouble.Slow _, Trouble.Refusing _, Trouble.Redirecting _ -> {
                // these name no file
            }
        }
    }

    private void inside(String path, long offset) {
        var file =
                release.file(path)
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "release " + release.name() + " has no " + path));
        if (offset >= file.bytes()) {
            throw new IllegalArgumentException(
                    path + " has " + file.bytes() + " bytes, none at " + offset);
        }
    }

    Release release() {
        return release;
    }

    Trouble trouble() {
        return trouble;
    }

    /// The content of one answer to a request for this file.
    ///
    /// @param begins whether it is asked for from its first byte on: what [Trouble.Swapped] counts,
    ///   since a device may fetch a file in parts
    /// @param head whether only its size is asked for, which counts for no answer
    Body body(ReleaseFile file, boolean begins, boolean head) {
        var counts = answers.computeIfAbsent(file.path(), _ -> new Answers());
        int answer = head ? counts.all.get() + 1 : counts.all.incrementAndGet();
        int beginning =
                begins && !head ? counts.beginnings.incrementAndGet() : counts.beginnings.get();
        var plain = new Body(content(file), file.bytes());
        return switch (trouble) {
            case Trouble.FlippedBit t when t.path().equals(file.path()) ->
                    plain.flippedAt(t.offset());
            case Trouble.Truncated t when t.path().equals(file.path()) -> plain.of(t.bytes());
            case Trouble.CutOff t when t.path().equals(file.path()) && answer <= t.times() ->
                    plain.cutAfter(t.after());
            case Trouble.Swapped t when t.path().equals(file.path()) && beginning > 1 -> {
                var second = second(t);
                yield new Body(content(second), second.bytes());
            }
            default -> plain;
        };
    }

    private ReleaseFile second(Trouble.Swapped swap) {
        var from =
                other.orElseThrow(
                        () -> new IllegalArgumentException("there is no release " + swap.other()));
        return from.file(swap.path()).orElseGet(from::payload);
    }

    private Path content(ReleaseFile file) {
        var path = contents.get(file.digest());
        if (path == null) {
            throw new IllegalArgumentException(
                    "the rig has no content for " + file.path() + " of release " + release.name());
        }
        return path;
    }

    private static final class Answers {
        private final AtomicInteger all = new AtomicInteger();
        private final AtomicInteger beginnings = new AtomicInteger();
    }
}
