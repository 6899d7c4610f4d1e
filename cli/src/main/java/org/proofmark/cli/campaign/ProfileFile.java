package org.proofmark.cli.campaign;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.proofmark.cli.exit.UnusableInput;
import org.proofmark.domain.profile.FlashSpec;
import org.proofmark.domain.profile.UpdateSpec;

/// A device profile as it came, byte for byte, with the files that it names.
///
/// @param name what errors call it
/// @param trustPem roots that the desk run trusts beside the public ones, empty for none
/// @param image the firmware image
/// @param flash images that may be written to the device, by name
/// @param updates where releases come from, for a suite that offers them
@SuppressWarnings({"ArrayRecordComponent", "OptionalContainsArray"}) // never compared
public record ProfileFile(
        String name,
        ByteString yaml,
        ByteString trustPem,
        Optional<byte[]> image,
        Map<String, byte[]> flash,
        Optional<UpdateSpec> updates) {
    /// Larger than any profile that a person writes, and what the protocol takes.
    private static final int MAX_BYTES = 1024 * 1024;

    /// Without the files that it names.
    public ProfileFile(String name, ByteString yaml) {
        this(name, yaml, ByteString.EMPTY, Optional.empty(), Map.of(), Optional.empty());
    }

    /// Reads it.
    ///
    /// @throws UnusableInput where it is missing or too large
    public static ProfileFile read(Path file) {
        return new ProfileFile(
                file.toString(),
                ByteString.copyFrom(WholeFile.read("the profile", file, MAX_BYTES)));
    }

    /// The same with the roots of a PEM file beside it.
    ///
    /// @param trust as `published.trust` names it, relative to the profile's folder
    /// @throws UnusableInput where it is missing or too large
    public ProfileFile withTrust(String trust) {
        var what = "published.trust of " + name;
        var pem = WholeFile.read(what, WholeFile.beside(what, name, trust), MAX_BYTES);
        return new ProfileFile(name, yaml, ByteString.copyFrom(pem), image, flash, updates);
    }

    /// The same with the firmware image beside it.
    ///
    /// @param file as `firmware.image` names it, relative to the profile's folder
    /// @throws UnusableInput where it is missing, empty or larger than 64 MiB
    public ProfileFile withImage(String file) {
        var bytes = image("firmware.image of " + name, file, Optional.empty());
        return new ProfileFile(name, yaml, trustPem, Optional.of(bytes), flash, updates);
    }

    /// The same with the images beside it that may be written to the device.
    ///
    /// @param files as `flash.images` names them, relative to the profile's folder
    /// @param plan how they get into it; empty where none is named
    /// @throws UnusableInput where one is missing, empty, larger than 64 MiB or than what the
    ///   device takes
    public ProfileFile withFlash(Map<String, String> files, Optional<FlashSpec> plan) {
        var read = new TreeMap<String, byte[]>();
        files.forEach((key, file) ->
                read.put(key, image("flash.images." + key + " of " + name, file, plan)));
        return new ProfileFile(name, yaml, trustPem, image, read, updates);
    }

    /// The same with what can be offered to the device.
    public ProfileFile withUpdates(Optional<UpdateSpec> spec) {
        return new ProfileFile(name, yaml, trustPem, image, flash, spec);
    }

    private byte[] image(String what, String file, Optional<FlashSpec> plan) {
        return WholeFile.image(what, WholeFile.beside(what, name, file), plan);
    }
}
