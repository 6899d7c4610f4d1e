package org.proofmark.cli.campaign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.proofmark.cli.exit.UnusableInput;
import org.proofmark.domain.profile.FlashSpec;

/// Files that are read into memory as a whole.
public final class WholeFile {
    private WholeFile() {}

    /// Reads it.
    ///
    /// @param what names it in messages, such as `firmware.image of plug.yaml`
    /// @throws UnusableInput where it is missing, no file, unreadable, or larger than `most` bytes
    public static byte[] read(String what, Path file, int most) {
        try {
            if (Files.isDirectory(file)) {
                throw new UnusableInput(what + ": " + file + " is a folder; a file is wanted");
            }
            if (Files.size(file) > most) {
                throw new UnusableInput(
                        what
                                + ": "
                                + file
                                + " is too large: it has "
                                + Files.size(file)
                                + " bytes, wanted are at most "
                                + most);
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new UnusableInput(what + ": " + file + " cannot be read: no such file", e);
        } catch (IOException e) {
            throw new UnusableInput(what + ": " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /// Reads an image.
    ///
    /// @param plan how it gets into the device, where it shall
    /// @throws UnusableInput where it is missing, empty, larger than 64 MiB, or larger than what
    ///   the device takes
    public static byte[] image(String what, Path file, Optional<FlashSpec> plan) {
        try {
            if (plan.isPresent() && Files.isRegularFile(file)) {
                plan.get()
                        .tooLarge(Files.size(file))
                        .ifPresent(why -> {
                            throw new UnusableInput(what + ": " + file + " " + why);
                        });
            }
        } catch (IOException e) {
            throw new UnusableInput(what + ": " + file + " cannot be read: " + e.getMessage(), e);
        }
        var bytes = read(what, file, FlashSpec.MAX_IMAGE_BYTES);
        if (bytes.length == 0) {
            throw new UnusableInput(what + ": " + file + " is empty");
        }
        return bytes;
    }

    /// A file beside another.
    ///
    /// @param what names it in messages
    /// @param name the other's path
    /// @param file relative to the other's folder, or absolute
    /// @throws UnusableInput where no path can be so
    static Path beside(String what, String name, String file) {
        try {
            return Path.of(name).resolveSibling(file);
        } catch (InvalidPathException e) {
            throw new UnusableInput(what + ": no path of a file: " + e.getMessage(), e);
        }
    }
}
