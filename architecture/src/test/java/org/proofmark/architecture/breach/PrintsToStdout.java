package org.proofmark.architecture.breach;

/// Breaks a rule on purpose: see RulesTest.
public final class PrintsToStdout {
    private PrintsToStdout() {}

    static void print() {
        System.out.println();
    }
}
