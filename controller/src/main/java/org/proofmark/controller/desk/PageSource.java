package org.proofmark.controller.desk;

/// Where pages come from: the network, or what a test holds.
@FunctionalInterface
interface PageSource {
    /// Fetches once, without cookies and without any state of an earlier fetch.
    Fetched fetch(String url) throws InterruptedException;
}
