package org.proofmark.controller.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.proofmark.controller.evidence.BlobStore;
import org.proofmark.controller.refusal.RefusedException;
import org.proofmark.controller.refusal.RefusedException.Kind;
import org.proofmark.controller.store.Images;
import org.proofmark.domain.profile.DeviceProfile;
import org.proofmark.domain.run.Digest;
import org.proofmark.domain.update.Release;

/// Looks whether the images that a profile names are there: a profile that names one is never
/// judged without it, and none that nobody names goes to a rig.
final class ProfileImages {
    private final BlobStore blobs;

    ProfileImages(BlobStore blobs) {
        this.blobs = blobs;
    }

    /// @throws RefusedException where what was given is not what the profile names, was not
    ///   uploaded, or has a size that nobody can work with
    void check(DeviceProfile profile, Images given) {
        firmware(profile.identity().image(), given.firmware());
        var named = new TreeSet<>(profile.images().keySet());
        var got = new TreeSet<>(given.flash().keySet());
        if (!named.equals(got)) {
            throw new RefusedException(
                    Kind.INVALID,
                    "flash-images",
                    "The profile names the images "
                            + named
                            + " under flash.images: upload each and name its digest, got "
                            + got
                            + ".");
        }
        given.flash()
                .forEach((name, digest) -> {
                    long bytes = requireThere("image '" + name + "'", digest);
                    profile.flash()
                            .flatMap(plan -> plan.tooLarge(bytes))
                            .ifPresent(why -> {
                                throw new RefusedException(
                                        Kind.INVALID,
                                        "image-too-large",
                                        "The image '" + name + "' " + why + ".");
                            });
                });
        releases(profile, given.releases());
    }

    /// What the profile's section `updates` may be offered: none of another version than it says.
    private void releases(DeviceProfile profile, List<Release> given) {
        if (!given.isEmpty() && profile.updates().isEmpty()) {
            throw new RefusedException(
                    Kind.INVALID,
                    "releases",
                    "Releases were given, but the profile has no section updates.");
        }
        var names = new HashSet<String>();
        for (var release : given) {
            if (!names.add(release.name())) {
                throw new RefusedException(
                        Kind.INVALID,
                        "releases",
                        "The release '" + release.name() + "' was given twice.");
            }
            if (!profile.updates().orElseThrow().scheme().has(release.version())) {
                throw new RefusedException(
                        Kind.INVALID,
                        "releases",
                        "The version '"
                                + release.version()
                                + "' of release '"
                                + release.name()
                                + "' is none of the profile's scheme.");
            }
            release.files()
                    .forEach(f ->
                            requireThere(
                                    "file '" + f.path() + "' of release '" + release.name() + "'",
                                    f.digest(),
                                    f.bytes()));
        }
    }

    private void requireThere(String what, Digest digest, long bytes) {
        var size = size(digest);
        if (size.isEmpty()) {
            throw new RefusedException(
                    Kind.NOT_NOW,
                    "no-such-image",
                    "The " + what + " " + digest + " was not uploaded yet.");
        }
        if (size.get() != bytes) {
            throw new RefusedException(
                    Kind.INVALID,
                    "releases",
                    "The " + what + " has " + size.get() + " bytes, not " + bytes + ".");
        }
    }

    private Optional<Long> size(Digest digest) {
        try {
            return blobs.size(digest);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void firmware(Optional<String> named, Optional<Digest> image) {
        if (named.isPresent() != image.isPresent()) {
            throw new RefusedException(
                    Kind.INVALID,
                    "firmware-image",
                    named.map(file ->
                                    "The profile names the firmware image '"
                                            + file
                                            + "': upload it and name its digest.")
                            .orElse(
                                    "A firmware image was given, but the profile names none: add"
                                            + " firmware: {image: FILE} to it."));
        }
        if (image.isPresent()) {
            long _ = requireThere("firmware image", image.get());
        }
    }

    /// @return its size in bytes
    private long requireThere(String what, Digest digest) {
        var size = size(digest);
        if (size.isEmpty()) {
            throw new RefusedException(
                    Kind.NOT_NOW,
                    "no-such-image",
                    "The " + what + " " + digest + " was not uploaded yet.");
        }
        if (size.get() == 0 || size.get() > BlobStore.MAX_IN_MEMORY) {
            throw new RefusedException(
                    Kind.INVALID,
                    "firmware-image",
                    "The "
                            + what
                            + " has "
                            + size.get()
                            + " bytes: 1 to "
                            + BlobStore.MAX_IN_MEMORY
                            + " are wanted.");
        }
        return size.get();
    }
}
