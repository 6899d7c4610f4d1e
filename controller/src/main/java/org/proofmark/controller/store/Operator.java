package org.proofmark.controller.store;

import org.proofmark.domain.run.Digest;

/// Who has hands on a slot.
///
/// @param name in the operator's own words, such as `anna@bench-pc`; nobody proved it
/// @param caller subject of the client certificate
/// @param certificate its digest
public record Operator(String name, String caller, Digest certificate) {}
