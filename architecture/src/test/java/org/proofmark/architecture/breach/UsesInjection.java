package org.proofmark.architecture.breach;

/// Breaks a rule on purpose: see RulesTest.
public final class UsesInjection {
    @Inject private String value = "";

    String value() {
        return value;
    }

    @interface Inject {}
}
