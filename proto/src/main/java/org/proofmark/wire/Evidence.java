package org.proofmark.wire;

import org.proofmark.domain.observation.EvidenceRef;
import org.proofmark.domain.run.Digest;

/// References to evidence.
public final class Evidence {
    private Evidence() {}

    /// Total.
    public static org.proofmark.proto.run.v1.EvidenceRef toWire(EvidenceRef ref) {
        return org.proofmark.proto.run.v1.EvidenceRef.newBuilder()
                .setDigest(ref.digest().hex())
                .setName(ref.name())
                .setMediaType(ref.mediaType())
                .setSizeBytes(ref.sizeBytes())
                .build();
    }

    /// @throws WireFormatException where the digest is none
    public static EvidenceRef fromWire(org.proofmark.proto.run.v1.EvidenceRef ref) {
        return new EvidenceRef(
                digest(ref.getDigest(), "evidence.digest"),
                ref.getName(),
                ref.getMediaType(),
                ref.getSizeBytes());
    }

    /// @param field named in the refusal
    /// @throws WireFormatException where the digest is none
    public static Digest digest(String hex, String field) {
        try {
            return new Digest(hex);
        } catch (IllegalArgumentException e) {
            throw new WireFormatException(field, e);
        }
    }
}
