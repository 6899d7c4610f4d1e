package org.proofmark.rigagent;

import java.nio.file.Path;

/// The agent as a process of its own, for tests that kill it.
public final class AgentProcess {
    private AgentProcess() {}

    public static void main(String[] args) throws InterruptedException {
        RigAgent.start(RigAgentTest.options(Path.of(args[0]))).awaitEnd();
    }
}
