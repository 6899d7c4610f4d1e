package org.proofmark.wire;

import java.util.Optional;
import org.proofmark.domain.run.Digest;
import org.proofmark.domain.update.Release;
import org.proofmark.domain.update.Release.ReleaseFile;
import org.proofmark.domain.update.Trouble;
import org.proofmark.domain.update.UpdateRequest;
import org.proofmark.proto.update.v1.CutOff;
import org.proofmark.proto.update.v1.FlippedBit;
import org.proofmark.proto.update.v1.None;
import org.proofmark.proto.update.v1.Redirecting;
import org.proofmark.proto.update.v1.Refusing;
import org.proofmark.proto.update.v1.Slow;
import org.proofmark.proto.update.v1.Swapped;
import org.proofmark.proto.update.v1.Truncated;

/// Releases, troubles and requests.
public final class Updates {
    private Updates() {}

    public static org.proofmark.proto.update.v1.Release toWire(Release release) {
        var message =
                org.proofmark.proto.update.v1.Release.newBuilder()
                        .setName(release.name())
                        .setVersion(release.version());
        for (var file : release.files()) {
            message.addFilesBuilder()
                    .setPath(file.path())
                    .setBytes(file.bytes())
                    .setDigest(file.digest().hex());
        }
        return message.build();
    }

    /// @throws WireFormatException for a release that cannot be
    public static Release fromWire(org.proofmark.proto.update.v1.Release wire) {
        try {
            return new Release(
                    wire.getName(),
                    wire.getVersion(),
                    wire.getFilesList().stream()
                            .map(f ->
                                    new ReleaseFile(
                                            f.getPath(), f.getBytes(), new Digest(f.getDigest())))
                            .toList());
        } catch (IllegalArgumentException e) {
            throw new WireFormatException("release", e);
        }
    }

    public static org.proofmark.proto.update.v1.Trouble toWire(Trouble trouble) {
        var message = org.proofmark.proto.update.v1.Trouble.newBuilder();
        return switch (trouble) {
            case Trouble.None _ -> message.setNone(None.getDefaultInstance()).build();
            case Trouble.FlippedBit t ->
                    message.setFlippedBit(
                                    FlippedBit.newBuilder().setPath(t.path()).setOffset(t.offset()))
                            .build();
            case Trouble.Truncated t ->
                    message.setTruncated(
                                    Truncated.newBuilder().setPath(t.path()).setBytes(t.bytes()))
                            .build();
            case Trouble.CutOff t ->
                    message.setCutOff(
                                    CutOff.newBuilder()
                                            .setPath(t.path())
                                            .setAfter(t.after())
                                            .setTimes(t.times()))
                            .build();
            case Trouble.Slow t ->
                    message.setSlow(Slow.newBuilder().setBytesPerSecond(t.bytesPerSecond()))
                            .build();
            case Trouble.Refusing t ->
                    message.setRefusing(Refusing.newBuilder().setStatus(t.status())).build();
            case Trouble.Redirecting _ ->
                    message.setRedirecting(Redirecting.getDefaultInstance()).build();
            case Trouble.Swapped t ->
                    message.setSwapped(Swapped.newBuilder().setPath(t.path()).setOther(t.other()))
                            .build();
        };
    }

    /// @throws WireFormatException for a trouble that cannot be, or none that this version knows
    public static Trouble fromWire(org.proofmark.proto.update.v1.Trouble wire) {
        try {
            return switch (wire.getWhatCase()) {
                case NONE -> new Trouble.None();
                case FLIPPED_BIT ->
                        new Trouble.FlippedBit(
                                wire.getFlippedBit().getPath(), wire.getFlippedBit().getOffset());
                case TRUNCATED ->
                        new Trouble.Truncated(
                                wire.getTruncated().getPath(), wire.getTruncated().getBytes());
                case CUT_OFF ->
                        new Trouble.CutOff(
                                wire.getCutOff().getPath(),
                                wire.getCutOff().getAfter(),
                                wire.getCutOff().getTimes());
                case SLOW -> new Trouble.Slow(wire.getSlow().getBytesPerSecond());
                case REFUSING -> new Trouble.Refusing(wire.getRefusing().getStatus());
                case REDIRECTING -> new Trouble.Redirecting();
                case SWAPPED ->
                        new Trouble.Swapped(
                                wire.getSwapped().getPath(), wire.getSwapped().getOther());
                case WHAT_NOT_SET ->
                        throw new WireFormatException(
                                "trouble.what is none that this version knows");
            };
        } catch (IllegalArgumentException e) {
            throw new WireFormatException("trouble", e);
        }
    }

    public static org.proofmark.proto.update.v1.UpdateRequest toWire(UpdateRequest request) {
        return org.proofmark.proto.update.v1.UpdateRequest.newBuilder()
                .setNumber(request.number())
                .setAt(Times.toWire(request.at()))
                .setOffset(Times.toWire(request.offset()))
                .setMonotonicNanos(request.monotonicNanos())
                .setRelease(request.release())
                .setMethod(request.method())
                .setTarget(request.target())
                .setPath(request.path().orElse(""))
                .setFrom(request.from())
                .setStatus(request.status())
                .setBytes(request.bytes())
                .setWhole(request.whole())
                .build();
    }

    /// @throws WireFormatException for a request that cannot be
    public static UpdateRequest fromWire(org.proofmark.proto.update.v1.UpdateRequest wire) {
        try {
            return new UpdateRequest(
                    wire.getNumber(),
                    Times.fromWire(wire.getAt()),
                    Times.fromWire(wire.getOffset()),
                    wire.getMonotonicNanos(),
                    wire.getRelease(),
                    wire.getMethod(),
                    wire.getTarget(),
                    Optional.of(wire.getPath()).filter(p -> !p.isEmpty()),
                    wire.getFrom(),
                    wire.getStatus(),
                    wire.getBytes(),
                    wire.getWhole());
        } catch (IllegalArgumentException e) {
            throw new WireFormatException("update request", e);
        }
    }
}
