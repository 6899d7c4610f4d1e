package org.proofmark.cli.campaign;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.proofmark.cli.exit.Trouble;
import org.proofmark.cli.exit.UnusableInput;
import org.proofmark.domain.profile.UpdateSpec;
import org.proofmark.domain.run.Digest;
import org.proofmark.domain.update.Release;

/// Gets the releases that a profile's section `updates` speaks of: from their folders, or from the
/// maker's program. One that cannot be had is missing, and the cases that need it stay open.
public final class ReleaseMaker {
    /// For one release: signing takes seconds, packing a large image minutes.
    static final Duration LIMIT = Duration.ofMinutes(10);

    /// What a program says when it cannot make a release, for people.
    private static final int MAX_SAID = 500;

    private static final int MAX_READ = 64 * 1024;

    private final UpdateSpec spec;
    private final String profile;
    private final Duration limit;

    /// @param profile the profile's path, which folders are beside and programs are run beside
    ReleaseMaker(UpdateSpec spec, String profile, Duration limit) {
        this.spec = spec;
        this.profile = profile;
        this.limit = limit;
    }

    /// Gets all of them.
    ///
    /// @throws UnusableInput where a folder is not there or a release cannot be served, or the
    ///   release of the newest version, without which nothing is tested, is missing
    public static Releases of(UpdateSpec spec, String profile) {
        return new ReleaseMaker(spec, profile, LIMIT).make();
    }

    /// What is wanted of the maker.
    ///
    /// @param name of the release: its case's, with a number from the second newer version on
    /// @param asked what the maker's program knows it by
    record Wanted(String name, String asked, String version) {}

    /// In the order of the plan.
    static List<Wanted> wanted(UpdateSpec spec) {
        var all = new ArrayList<Wanted>();
        var next = spec.newer().getFirst();
        all.add(new Wanted("current", "current", spec.current()));
        for (int i = 0; i < spec.newer().size(); i++) {
            all.add(
                    new Wanted(
                            i == 0 ? "newer" : "newer-" + (i + 1), "newer", spec.newer().get(i)));
        }
        spec.older().ifPresent(v -> all.add(new Wanted("older", "older", v)));
        for (var name : List.of("sibling", "other-key", "expired-signer", "unsigned")) {
            all.add(new Wanted(name, name, next));
        }
        spec.cases().forEach(c -> all.add(new Wanted(c.name(), c.name(), c.version())));
        return all;
    }

    Releases make() {
        var contents = new HashMap<Digest, Path>();
        var missing = new LinkedHashMap<String, String>();
        var releases =
                switch (spec.releases()) {
                    case UpdateSpec.Releases.Folder(var folder) ->
                            inFolder(
                                    WholeFile.beside(
                                            "updates.releases of " + profile, profile, folder),
                                    contents,
                                    missing);
                    case UpdateSpec.Releases.Command(var command) -> {
                        var made = temporary();
                        try {
                            yield new Found(
                                    byCommand(command, made, contents, missing), Optional.of(made));
                        } catch (RuntimeException e) {
                            Releases.remove(made);
                            throw e;
                        }
                    }
                };
        var result = new Releases(releases.all, contents, missing, releases.made);
        var reason = missing.get("newer");
        if (reason != null) {
            result.close();
            throw new UnusableInput(
                    "updates of "
                            + profile
                            + ": without the release 'newer' nothing is tested: "
                            + reason);
        }
        return result;
    }

    private record Found(List<Release> all, Optional<Path> made) {}

    private Found inFolder(Path folder, Map<Digest, Path> contents, Map<String, String> missing) {
        if (!Files.isDirectory(folder)) {
            throw new UnusableInput(
                    "updates.releases of "
                            + profile
                            + ": "
                            + folder
                            + " is no folder; it wants one folder per case, such as newer");
        }
        var all = new ArrayList<Release>();
        for (var one : wanted(spec)) {
            var own = folder.resolve(one.name);
            if (Files.isDirectory(own)) {
                all.add(ReleaseFolder.read(one.name, one.version, own, contents));
            } else {
                missing.put(one.name, "there is no folder " + own);
            }
        }
        return new Found(all, Optional.empty());
    }

    private List<Release> byCommand(
            String command, Path made, Map<Digest, Path> contents, Map<String, String> missing) {
        var all = new ArrayList<Release>();
        for (var one : wanted(spec)) {
            var folder = made.resolve(one.name);
            try {
                Files.createDirectory(folder);
            } catch (IOException e) {
                throw new Trouble(folder + " cannot be made: " + e.getMessage(), e);
            }
            var trouble = run(command, one, folder);
            if (trouble.isPresent()) {
                missing.put(one.name, trouble.get());
            } else {
                all.add(ReleaseFolder.read(one.name, one.version, folder, contents));
            }
        }
        return all;
    }

    /// Runs the maker's program.
    ///
    /// @return why there is no release; empty where there is one
    private Optional<String> run(String command, Wanted one, Path folder) {
        var what = "'" + command + " " + one.asked + " " + one.version + " FOLDER'";
        var builder =
                new ProcessBuilder(
                        "/bin/sh",
                        "-c",
                        command + " \"$@\"",
                        "sh",
                        one.asked,
                        one.version,
                        folder.toString());
        var beside = Path.of(profile).toAbsolutePath().getParent();
        if (beside != null && Files.isDirectory(beside)) {
            builder.directory(beside.toFile());
        }
        try {
            var process = builder.redirectErrorStream(true).start();
            process.getOutputStream().close();
            var said = new StringBuilder();
            var reader =
                    Thread.ofPlatform()
                            .daemon()
                            .name("output of a release's maker")
                            .start(() -> read(process, said));
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                return Optional.of(what + " did not end within " + limit.toSeconds() + " s");
            }
            reader.join(Duration.ofSeconds(5));
            if (process.exitValue() == 0) {
                return Optional.empty();
            }
            return Optional.of(what + " ended with exit code " + process.exitValue() + tail(said));
        } catch (IOException e) {
            throw new Trouble(what + " cannot be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Trouble("interrupted while " + what + " ran", e);
        }
    }

    private static void read(Process process, StringBuilder said) {
        try (InputStream in = process.getInputStream()) {
            var buffer = new byte[8192];
            int n;
            while ((n = in.read(buffer)) > 0) {
                synchronized (said) {
                    if (said.length() < MAX_READ) {
                        said.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
                    }
                }
            }
        } catch (IOException _) {
            // as good as the end
        }
    }

    private static String tail(StringBuilder said) {
        String text;
        synchronized (said) {
            text = said.toString();
        }
        var line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.isEmpty() ? "" : ": " + line.substring(Math.max(0, line.length() - MAX_SAID));
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("proofmark-releases");
        } catch (IOException e) {
            throw new Trouble("no temporary folder for releases: " + e.getMessage(), e);
        }
    }
}
