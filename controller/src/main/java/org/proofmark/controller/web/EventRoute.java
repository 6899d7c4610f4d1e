package org.proofmark.controller.web;

import java.io.IOException;

/// Server-sent events at one path: a stream that lasts as long as somebody reads it.
///
/// @param path as a [Route]'s
public record EventRoute(String path, Stream stream) {
    /// Where events come from.
    @FunctionalInterface
    public interface Stream {
        /// Sends until there is nothing to send any more, on a thread of its own.
        ///
        /// @throws org.proofmark.controller.refusal.RefusedException before the first event: is
        ///   answered with its status and its sentence
        /// @throws IOException where the reader is gone
        /// @throws InterruptedException where the server stops
        void send(Request request, Events to) throws IOException, InterruptedException;
    }

    /// One reader. Not thread-safe.
    public interface Events {
        /// Sends an event; returns when it is on its way.
        ///
        /// @throws IOException where the reader is gone or takes nothing for too long
        void send(String name, String data) throws IOException;

        /// Sends a comment, so that a reader who is gone is found out.
        ///
        /// @throws IOException as [#send]
        void ping() throws IOException;
    }
}
