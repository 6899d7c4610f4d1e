package org.proofmark.architecture.breach;

import org.testng.annotations.Test;

/// Breaks a rule on purpose: see RulesTest.
public class TestsUnderAnotherName {
    @Test
    public void surefireNeverRunsThis() {}
}
