package org.proofmark.virtuallab.device;

/// A login that comes with each request, by HTTP's own schemes.
interface HttpLogin {
    /// True where the request brings a name and password that open the web interface.
    boolean opens(Request request);

    /// The value of `WWW-Authenticate` for a request that does not.
    String challenge();
}
