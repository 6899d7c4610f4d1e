package org.proofmark.credential.breach;

import java.nio.file.Path;

/// Breaks a rule on purpose: see RulesTest.
public record ReadsFiles(Path path) {}
