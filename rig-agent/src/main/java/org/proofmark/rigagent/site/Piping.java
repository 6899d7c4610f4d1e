package org.proofmark.rigagent.site;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/// Joins two connections: what one side says goes to the other, and so does its end.
final class Piping {
    private static final int BUFFER = 16 * 1024;

    private Piping() {}

    /// Returns when both directions have ended; both are closed then. A broken one breaks the
    /// other.
    static void join(SocketChannel one, SocketChannel other) {
        try (one;
                other) {
            var back = Thread.ofVirtual().name("slot-pipe").start(() -> copy(other, one));
            copy(one, other);
            back.join();
        } catch (IOException e) {
            // closing what is broken: nothing is left to be done
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void copy(SocketChannel from, SocketChannel to) {
        try {
            var buffer = ByteBuffer.allocate(BUFFER);
            while (from.read(buffer) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    to.write(buffer);
                }
                buffer.clear();
            }
            to.shutdownOutput();
        } catch (IOException e) {
            closeBoth(from, to);
        }
    }

    private static void closeBoth(SocketChannel one, SocketChannel other) {
        try (one) {
            other.close();
        } catch (IOException e) {
            // it is closed all the same
            return;
        }
    }
}
