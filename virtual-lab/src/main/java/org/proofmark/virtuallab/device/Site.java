package org.proofmark.virtuallab.device;

/// What a web interface answers. Called from several threads.
@FunctionalInterface
interface Site {
    Reply answer(Request request);
}
