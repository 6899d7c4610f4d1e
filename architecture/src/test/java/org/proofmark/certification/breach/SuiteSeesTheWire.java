package org.proofmark.certification.breach;

import io.grpc.Channel;

/// Breaks a rule on purpose: see RulesTest.
public record SuiteSeesTheWire(Channel channel) {}
