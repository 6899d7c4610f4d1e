package org.proofmark.benchremote;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Loads a suite from its jar, and from nowhere else what the jar has, so that the digest of the
/// jar says what ran. What suites and this process talk with each other comes from this process.
final class SuiteClassLoader extends URLClassLoader {
    private static final List<String> SHARED =
            List.of(
                    "java.",
                    "javax.",
                    "jdk.",
                    "org.testng.",
                    "org.jspecify.",
                    "org.proofmark.bench.",
                    "org.proofmark.domain.",
                    "org.proofmark.deviceprofiles.");

    SuiteClassLoader(Path jar, ClassLoader parent) throws MalformedURLException {
        super("suite", new URL[] {jar.toUri().toURL()}, parent);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            var loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            if (SHARED.stream().noneMatch(name::startsWith)) {
                try {
                    return findClass(name);
                } catch (ClassNotFoundException _) {
                    // not in the jar
                }
            }
            return super.loadClass(name, resolve);
        }
    }

    @Override
    public @Nullable URL getResource(String name) {
        var own = findResource(name);
        return own != null ? own : super.getResource(name);
    }
}
