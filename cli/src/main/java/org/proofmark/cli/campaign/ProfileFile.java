package org.proofmark.cli.campaign;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.proofmark.cli.exit.UnusableInput;

/// A device profile as it came, byte for byte.
///
/// @param name what errors call it
/// @param trustPem roots that the desk run trusts beside the public ones, empty for none
public record ProfileFile(String name, ByteString yaml, ByteString trustPem) {
    /// Larger than any profile that a person writes, and what the protocol takes.
    private static final long MAX_BYTES = 1024 * 1024;

    /// Reads it.
    ///
    /// @throws UnusableInput where it is missing or too large
    public static ProfileFile read(Path file) {
        return new ProfileFile(file.toString(), bytes("the profile", file), ByteString.EMPTY);
    }

    /// The same with the roots of a PEM file beside it.
    ///
    /// @param trust as `published.trust` names it, relative to the profile's folder
    public ProfileFile withTrust(String trust) {
        var pem = bytes("published.trust of " + name, Path.of(name).resolveSibling(trust));
        return new ProfileFile(name, yaml, pem);
    }

    private static ByteString bytes(String what, Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new UnusableInput(
                        what
                                + " "
                                + file
                                + " is too large: wanted are at most "
                                + MAX_BYTES
                                + " bytes");
            }
            return ByteString.copyFrom(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UnusableInput(
                    what + " " + file + " cannot be read: no such file, or no right to it", e);
        }
    }
}
