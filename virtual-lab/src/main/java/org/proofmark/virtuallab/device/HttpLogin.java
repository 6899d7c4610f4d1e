package org.proofmark.virtuallab.device;

/// A login that comes with each request, by HTTP's own schemes.
interface HttpLogin {
    /// True where the request brings a login that can be looked at.
    boolean isThere(Request request);

    /// True where what it brings opens the web interface.
    boolean opens(Request request);

    /// The value of `WWW-Authenticate` for a request that does not.
    String challenge();
}
