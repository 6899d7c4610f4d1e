package org.proofmark.controller.web;

import java.util.Optional;

/// What a browser asked for. Everything in it is the caller's word.
public interface Request {
    /// The part of the path that stands for `{name}` in the route's, decoded.
    String part(String name);

    /// The first value of this parameter of the query, decoded.
    Optional<String> query(String name);

    /// The header of this name, in any case.
    Optional<String> header(String name);
}
