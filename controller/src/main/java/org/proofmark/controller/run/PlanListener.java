package org.proofmark.controller.run;

/// Hears what is under way, for those who count. Called on the dispatcher's thread: returns at once
/// and throws nothing.
@FunctionalInterface
public interface PlanListener {
    /// A plan was made; its decisions are about to be carried out.
    void planned(Overview now);
}
