package org.proofmark.benchremote;

import java.util.List;
import org.testng.annotations.Factory;

/// Hands TestNG the objects whose tests it runs. TestNG itself makes only objects of classes with a
/// constructor that takes nothing, and asks no object factory about others.
public final class SuiteInstances {
    private final List<Object> instances;

    /// What TestNG looks for; [SuiteRun] makes the one that is used.
    public SuiteInstances() {
        this(List.of());
    }

    SuiteInstances(List<Object> instances) {
        this.instances = List.copyOf(instances);
    }

    /// The objects, in the order of the suite.
    @Factory
    public Object[] instances() {
        return instances.toArray();
    }
}
