package org.proofmark.controller.desk;

import java.net.URI;

/// What one fetch gave, redirects followed.
sealed interface Fetched {
    /// Requests and responses as they went, for people and as evidence.
    String transcript();

    /// A response came.
    ///
    /// @param address where it came from in the end
    /// @param contentType as sent, or empty
    // The bytes are read once and never compared.
    @SuppressWarnings("ArrayRecordComponent")
    record Answered(URI address, int status, String contentType, byte[] body, String transcript)
            implements Fetched {}

    /// None came, and why, for people.
    record Failed(String cause, String transcript) implements Fetched {}
}
