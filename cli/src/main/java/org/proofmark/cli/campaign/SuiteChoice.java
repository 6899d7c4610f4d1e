package org.proofmark.cli.campaign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.proofmark.cli.client.Blobs;
import org.proofmark.cli.exit.UnusableInput;

/// What is run: a suite of the catalogue, or a user's own jar.
///
/// @param name of the catalogue, empty for a jar
/// @param digest of an uploaded jar, empty for the catalogue's
public record SuiteChoice(String name, String digest) {
    /// The one suite of the catalogue in this version.
    public static final String TOP_THREE = "uk-top-three";

    /// A suite jar larger than this is a mistake, such as a whole application.
    private static final long MAX_JAR_BYTES = 64L * 1024 * 1024;

    /// A name of the catalogue.
    public static SuiteChoice named(String name) {
        return new SuiteChoice(name, "");
    }

    /// Takes what a person typed: `NAME`, or the path of a jar, which is then uploaded.
    ///
    /// @throws UnusableInput where it is neither
    public static SuiteChoice of(String typed, Blobs blobs) {
        if (!isJar(typed)) {
            return named(typed);
        }
        return new SuiteChoice("", blobs.upload(read(Path.of(typed))).hex());
    }

    /// Says what is wrong with the choice before anything is started.
    ///
    /// @throws UnusableInput where it is no known name and no readable jar
    public static void check(String typed) {
        if (isJar(typed)) {
            read(Path.of(typed));
        } else if (!typed.equals(TOP_THREE)) {
            throw new UnusableInput(
                    "--suite "
                            + typed
                            + ": no such suite; wanted is "
                            + TOP_THREE
                            + " or the path of a jar (*.jar)");
        }
    }

    private static boolean isJar(String typed) {
        return typed.endsWith(".jar");
    }

    private static byte[] read(Path jar) {
        try {
            if (Files.size(jar) > MAX_JAR_BYTES) {
                throw new UnusableInput(
                        "--suite "
                                + jar
                                + ": a suite's jar has at most "
                                + MAX_JAR_BYTES
                                + " bytes");
            }
            // throws where it is no archive: a rig would find out only after the device was powered
            new ZipFile(jar.toFile()).close();
            return Files.readAllBytes(jar);
        } catch (ZipException e) {
            throw new UnusableInput("--suite " + jar + ": this is no jar", e);
        } catch (IOException e) {
            throw new UnusableInput(
                    "--suite " + jar + " cannot be read: no such file, or no right to it", e);
        }
    }
}
