package org.proofmark.rigagent.slot;

/// The last bytes of a stream. Not thread-safe.
final class RecentBytes {
    private final byte[] ring;
    private int end;
    private boolean wrapped;

    /// @param capacity how many bytes are kept
    RecentBytes(int capacity) {
        this.ring = new byte[capacity];
    }

    void add(byte[] data, int count) {
        int from = Math.max(0, count - ring.length);
        for (int i = from; i < count; i++) {
            ring[end++] = data[i];
            if (end == ring.length) {
                end = 0;
                wrapped = true;
            }
        }
    }

    void clear() {
        end = 0;
        wrapped = false;
    }

    byte[] toArray() {
        var all = new byte[wrapped ? ring.length : end];
        int old = wrapped ? ring.length - end : 0;
        System.arraycopy(ring, wrapped ? end : 0, all, 0, old);
        System.arraycopy(ring, 0, all, old, end);
        return all;
    }
}
