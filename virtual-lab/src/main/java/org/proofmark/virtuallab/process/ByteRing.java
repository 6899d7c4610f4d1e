package org.proofmark.virtuallab.process;

/// A bounded queue of bytes. What does not fit is dropped, newest first, and counted. Not
/// thread-safe.
final class ByteRing {
    private final byte[] bytes;
    private int start;
    private int size;

    ByteRing(int capacity) {
        this.bytes = new byte[capacity];
    }

    /// Adds what fits.
    ///
    /// @return how many bytes were dropped
    int add(byte[] from, int offset, int length) {
        int taken = Math.min(length, bytes.length - size);
        int at = (start + size) % bytes.length;
        int first = Math.min(taken, bytes.length - at);
        System.arraycopy(from, offset, bytes, at, first);
        System.arraycopy(from, offset + first, bytes, 0, taken - first);
        size += taken;
        return length - taken;
    }

    /// Copies from the front without taking.
    ///
    /// @return how many bytes
    int peek(byte[] into) {
        int taken = Math.min(into.length, size);
        int first = Math.min(taken, bytes.length - start);
        System.arraycopy(bytes, start, into, 0, first);
        System.arraycopy(bytes, 0, into, first, taken - first);
        return taken;
    }

    /// Takes from the front.
    void remove(int count) {
        if (count < 0 || count > size) {
            throw new IllegalArgumentException("can't take " + count + " of " + size + " bytes");
        }
        start = (start + count) % bytes.length;
        size -= count;
    }

    /// Takes everything.
    ///
    /// @return how many bytes that was
    int clear() {
        int had = size;
        start = 0;
        size = 0;
        return had;
    }

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }
}
