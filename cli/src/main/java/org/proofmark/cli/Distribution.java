package org.proofmark.cli;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.proofmark.cli.campaign.SuiteChoice;
import org.proofmark.cli.exit.Trouble;

/// The jars that this command line runs from, and what each process needs of them.
///
/// @param jars in class path order
record Distribution(List<Path> jars) {
    private static final Predicate<Path> IS_CERTIFICATION =
            jar -> jar.getFileName().toString().startsWith("certification-");

    Distribution {
        jars = List.copyOf(jars);
    }

    static Distribution current() {
        var entries = System.getProperty("java.class.path").split(File.pathSeparator);
        return new Distribution(
                List.of(entries).stream()
                        .filter(entry -> entry.endsWith(".jar"))
                        .map(entry -> Path.of(entry).toAbsolutePath())
                        .toList());
    }

    /// The suites' jars by name.
    Map<String, Path> suites() {
        return Map.of(
                SuiteChoice.TOP_THREE,
                jars.stream()
                        .filter(IS_CERTIFICATION)
                        .findFirst()
                        .orElseThrow(() ->
                                new Trouble(
                                        "the distribution lacks certification-*.jar: build it"
                                                + " with ./proofmark")));
    }

    /// What a suite process runs on: everything but the suites themselves, which it gets by digest.
    List<Path> suiteRuntime() {
        return jars.stream().filter(IS_CERTIFICATION.negate()).toList();
    }
}
