package org.proofmark.benchremote;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;
import org.proofmark.bench.Bench;
import org.proofmark.bench.BenchFault;
import org.proofmark.domain.observation.Observation;
import org.proofmark.domain.run.Fault;
import org.testng.IInvokedMethod;
import org.testng.IInvokedMethodListener;
import org.testng.ITestNGListener;
import org.testng.ITestObjectFactory;
import org.testng.ITestResult;
import org.testng.TestNG;
import org.testng.annotations.Test;
import org.testng.xml.XmlClass;
import org.testng.xml.XmlSuite;
import org.testng.xml.XmlTest;
import org.testng.xml.internal.Parser;

/// Runs a suite's tests with TestNG. What they throw decides nothing about the device: a
/// [BenchFault] ends the attempt, anything else is a defect of the suite, but for a user's own
/// assertion, which is recorded.
final class SuiteRun {
    /// Longest text of an assertion that is recorded.
    private static final int MAX_DETAIL = 2000;

    private static final Class<?>[] BENCH = {Bench.class};

    private final Bench bench;
    private final AgentLink link;

    SuiteRun(Bench bench, AgentLink link) {
        this.bench = bench;
        this.link = link;
    }

    /// @param suite a name of the catalogue; empty = every class of the jar that has tests, as a
    ///   user's own suite
    /// @throws BenchFault the one that ended the attempt
    /// @throws IllegalArgumentException where the jar has no such suite or no tests
    void run(Path jar, String suite) throws IOException {
        try (var loader = new SuiteClassLoader(jar, SuiteRun.class.getClassLoader())) {
            var thread = Thread.currentThread();
            var before = thread.getContextClassLoader();
            thread.setContextClassLoader(loader);
            try {
                run(suite.isEmpty() ? all(jar, loader) : named(suite, loader), suite.isEmpty());
            } finally {
                thread.setContextClassLoader(before);
            }
        }
        link.throwFirst();
    }

    private void run(List<Class<?>> classes, boolean users) {
        var instances = classes.stream().map(this::instance).toList();
        var suite = new XmlSuite();
        suite.setName("suite");
        var test = new XmlTest(suite);
        test.setName("suite");
        test.setXmlClasses(List.of(new XmlClass(SuiteInstances.class)));
        var testng = new TestNG(false);
        testng.setVerbose(0);
        testng.setXmlSuites(List.of(suite));
        testng.setObjectFactory(new Instances(instances));
        testng.addListener((ITestNGListener) new Results(users));
        testng.run();
    }

    private Object instance(Class<?> type) {
        try {
            return Arrays.stream(type.getConstructors())
                            .anyMatch(c -> Arrays.equals(c.getParameterTypes(), BENCH))
                    ? type.getConstructor(BENCH).newInstance(bench)
                    : type.getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(
                    type.getName()
                            + " wants a public constructor that takes a Bench, or nothing, and"
                            + " does not fail: "
                            + (e.getCause() == null ? e : e.getCause()),
                    e);
        }
    }

    private static List<Class<?>> named(String suite, ClassLoader loader) throws IOException {
        var name = "META-INF/proofmark/suites/" + suite + ".xml";
        try (InputStream xml = loader.getResourceAsStream(name)) {
            if (xml == null) {
                throw new IllegalArgumentException("the suite's jar has no " + name);
            }
            var parser = new Parser(xml);
            parser.setLoadClasses(false);
            var classes = new ArrayList<Class<?>>();
            for (var parsed : parser.parseToList()) {
                for (var test : parsed.getTests()) {
                    for (var one : test.getXmlClasses()) {
                        classes.add(Class.forName(one.getName(), false, loader));
                    }
                }
            }
            return classes;
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(name + " names a class that is not there", e);
        }
    }

    private static List<Class<?>> all(Path jar, ClassLoader loader) throws IOException {
        var classes = new ArrayList<Class<?>>();
        try (var file = new JarFile(jar.toFile())) {
            file.stream()
                    .map(ZipEntry::getName)
                    .filter(n -> n.endsWith(".class") && !n.startsWith("META-INF/"))
                    .filter(n -> !n.endsWith("-info.class"))
                    .map(n -> n.substring(0, n.length() - 6).replace('/', '.'))
                    .sorted()
                    .forEach(n -> testClass(n, loader).ifPresent(classes::add));
        }
        if (classes.isEmpty()) {
            throw new IllegalArgumentException("the suite's jar has no class with @Test");
        }
        return classes;
    }

    private static Optional<Class<?>> testClass(String name, ClassLoader loader) {
        try {
            Class<?> type = Class.forName(name, false, loader);
            boolean has =
                    type.isAnnotationPresent(Test.class)
                            || List.of(type.getMethods()).stream()
                                    .anyMatch(m -> m.isAnnotationPresent(Test.class));
            return has ? Optional.of(type) : Optional.empty();
        } catch (ClassNotFoundException | LinkageError _) {
            // a library in the jar that nobody runs
            return Optional.empty();
        }
    }

    /// Makes the one object that TestNG makes itself.
    private record Instances(List<Object> instances) implements ITestObjectFactory {
        @Override
        public <T> T newInstance(Constructor<T> constructor, Object... parameters) {
            return constructor.getDeclaringClass() == SuiteInstances.class
                    ? constructor.getDeclaringClass().cast(new SuiteInstances(instances))
                    : ITestObjectFactory.super.newInstance(constructor, parameters);
        }

        @Override
        public <T> T newInstance(Class<T> type, Object... parameters) {
            return type == SuiteInstances.class
                    ? type.cast(new SuiteInstances(instances))
                    : ITestObjectFactory.super.newInstance(type, parameters);
        }
    }

    /// Turns what tests do into records. Once the attempt is broken no further test is believed.
    private final class Results implements IInvokedMethodListener {
        private final boolean users;

        Results(boolean users) {
            this.users = users;
        }

        @Override
        public void beforeInvocation(IInvokedMethod method, ITestResult result) {
            if (method.isTestMethod()) {
                link.throwFirst();
            }
        }

        @Override
        public void afterInvocation(IInvokedMethod method, ITestResult result) {
            var name = method.getTestMethod().getQualifiedName();
            var thrown = result.getThrowable();
            if (thrown == null) {
                if (users && method.isTestMethod() && link.fault().isEmpty()) {
                    bench.recorder().observe(new Observation.UserAssertion(name, true, ""));
                }
            } else if (users && thrown instanceof AssertionError && link.fault().isEmpty()) {
                bench.recorder().observe(new Observation.UserAssertion(name, false, text(thrown)));
            } else {
                link.raise(fault(thrown, name));
            }
        }

        private BenchFault fault(Throwable thrown, String name) {
            return thrown instanceof BenchFault fault
                    ? fault
                    : new BenchFault.Broken(
                            Fault.of("suite-defect", name + ": " + text(thrown), name), thrown);
        }

        private static String text(@Nullable Throwable thrown) {
            var text = String.valueOf(thrown);
            return text.length() <= MAX_DETAIL ? text : text.substring(0, MAX_DETAIL);
        }
    }
}
