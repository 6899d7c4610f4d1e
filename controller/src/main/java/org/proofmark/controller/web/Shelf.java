package org.proofmark.controller.web;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// Snapshots by key, each there while somebody looks at it. Thread-safe.
final class Shelf<K, T> {
    private final Function<K, Snapshot<T>> make;
    private final ConcurrentHashMap<K, Held<T>> held = new ConcurrentHashMap<>();

    Shelf(Function<K, Snapshot<T>> make) {
        this.make = make;
    }

    private record Held<T>(Snapshot<T> snapshot, int lookers) {}

    /// Begins to look; close it.
    Look open(K key) {
        var now =
                held.compute(
                        key,
                        (k, there) ->
                                there == null
                                        ? new Held<>(make.apply(k), 1)
                                        : new Held<>(there.snapshot(), there.lookers() + 1));
        return new Look(key, now.snapshot());
    }

    /// One look.
    final class Look implements AutoCloseable {
        private final K key;
        private final Snapshot<T> snapshot;

        private Look(K key, Snapshot<T> snapshot) {
            this.key = key;
            this.snapshot = snapshot;
        }

        Snapshot<T> snapshot() {
            return snapshot;
        }

        @Override
        public void close() {
            held.computeIfPresent(
                    key,
                    (_, there) ->
                            there.lookers() == 1
                                    ? null
                                    : new Held<>(there.snapshot(), there.lookers() - 1));
        }
    }

    /// Says that this one changed, where somebody looks at it.
    void changed(K key) {
        var there = held.get(key);
        if (there != null) {
            there.snapshot().changed();
        }
    }

    /// All that somebody looks at.
    Collection<Snapshot<T>> all() {
        return List.copyOf(held.values()).stream().map(Held::snapshot).toList();
    }
}
