package org.proofmark.domain.breach;

import tools.jackson.databind.JsonNode;

/// Breaks a rule on purpose: see RulesTest.
public record KnowsALibrary(JsonNode node) {}
