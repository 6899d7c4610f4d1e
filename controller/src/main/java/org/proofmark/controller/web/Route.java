package org.proofmark.controller.web;

import java.io.IOException;

/// Something that is served at one path to GET and HEAD. Answers come from any number of threads at
/// once.
///
/// @param path such as `/health`; `{name}` stands for one part of a path
public record Route(String path, Source source) {
    /// Where answers come from.
    @FunctionalInterface
    public interface Source {
        /// The answer to a request.
        ///
        /// @throws org.proofmark.controller.refusal.RefusedException is answered with its status
        ///   and its sentence
        /// @throws IOException is answered with 500 and logged
        /// @throws InterruptedException where the server stops
        Answer answer(Request request) throws IOException, InterruptedException;
    }
}
