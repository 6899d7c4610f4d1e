package org.proofmark.cli.campaign;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.proofmark.cli.client.ControllerClient;
import org.proofmark.domain.profile.FlashSpec;
import org.proofmark.domain.run.Digest;
import org.proofmark.proto.run.v1.SubmitCampaignRequest;
import org.proofmark.proto.run.v1.UnitPlacement;
import org.proofmark.wire.Updates;

/// A campaign that is wanted.
///
/// @param profile the device profile with what belongs to it
/// @param device the catalogue's id, or empty
/// @param suite what is run
/// @param preset its name
/// @param resets 0 = the preset's
/// @param seed 0 = the controller's choice
/// @param units one per slot
public record CampaignOrder(
        ProfileFile profile,
        String device,
        SuiteChoice suite,
        String preset,
        int resets,
        long seed,
        List<UnitPlacement> units) {
    public CampaignOrder {
        units = List.copyOf(units);
    }

    /// What people call it.
    public String name() {
        return device.isEmpty() ? profile.name() : device;
    }

    /// Uploads what belongs to it and submits it.
    ///
    /// @param told is told of what is missing, a line each
    /// @return the campaign's id
    public String submit(ControllerClient client, Consumer<String> told) {
        profile.image().ifPresent(image -> client.blobs().upload(image));
        profile.flash().values().forEach(image -> client.blobs().upload(image));
        try (var releases = releases()) {
            releases.notes().forEach(told);
            releases.contents().values().forEach(file -> client.blobs().upload(content(file)));
            return client.submit(
                    toRequest().toBuilder()
                            .addAllReleases(
                                    releases.releases().stream().map(Updates::toWire).toList())
                            .build());
        }
    }

    /// What the suite may offer the device; the catalogue's first suite offers nothing.
    private Releases releases() {
        return suite.name().equals(SuiteChoice.TOP_THREE)
                ? Releases.NONE
                : profile.updates()
                        .map(spec -> ReleaseMaker.of(spec, profile.name()))
                        .orElse(Releases.NONE);
    }

    private static byte[] content(Path file) {
        return WholeFile.read("a release", file, FlashSpec.MAX_IMAGE_BYTES);
    }

    /// As the protocol says it; each call asks for a campaign of its own.
    public SubmitCampaignRequest toRequest() {
        var request = SubmitCampaignRequest.newBuilder();
        profile.flash()
                .forEach((name, image) ->
                        request.putFlashImageDigests(name, Digest.of(image).hex()));
        return request.setRequestId(UUID.randomUUID().toString())
                .setProfileYaml(profile.yaml())
                .setProfileFile(profile.name())
                .setDevice(device)
                .setSuite(suite.name())
                .setSuiteDigest(suite.digest())
                .setPreset(preset)
                .setResets(resets)
                .setSeed(seed)
                .addAllUnits(units)
                .setPublishedTrustPem(profile.trustPem())
                .setFirmwareImageDigest(profile.image().map(i -> Digest.of(i).hex()).orElse(""))
                .build();
    }
}
