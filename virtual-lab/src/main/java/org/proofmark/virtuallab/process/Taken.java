package org.proofmark.virtuallab.process;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// What was taken and is to be given back, the last first. Not thread-safe.
final class Taken implements AutoCloseable {
    private final Deque<AutoCloseable> things = new ArrayDeque<>();

    Taken() {}

    /// @param inOrder of their taking
    Taken(List<? extends AutoCloseable> inOrder) {
        inOrder.forEach(things::push);
    }

    <T extends AutoCloseable> T add(T thing) {
        things.push(thing);
        return thing;
    }

    /// Somebody else gives them back.
    void keep() {
        things.clear();
    }

    @Override
    // each is given back whatever becomes of the others; what fails goes with the process
    @SuppressWarnings("EmptyCatch")
    public void close() {
        while (!things.isEmpty()) {
            try {
                things.pop().close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                // see above
            }
        }
    }
}
