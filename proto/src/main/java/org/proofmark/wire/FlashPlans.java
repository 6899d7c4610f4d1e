package org.proofmark.wire;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.proofmark.domain.profile.FlashSpec;
import org.proofmark.domain.run.Digest;
import org.proofmark.domain.run.Flashed;
import org.proofmark.proto.flash.v1.FlashPattern;
import org.proofmark.proto.flash.v1.FlashPlan;
import org.proofmark.proto.flash.v1.FlashStep;
import org.proofmark.proto.flash.v1.Tool;
import org.proofmark.proto.flash.v1.UBoot;

/// How images get into devices, and what came of it.
public final class FlashPlans {
    private FlashPlans() {}

    /// Total.
    public static FlashPlan toWire(FlashSpec spec) {
        var plan = FlashPlan.newBuilder().setMaxBytes(spec.maxBytes());
        return switch (spec) {
            case FlashSpec.UBoot uboot -> plan.setUBoot(uboot(uboot)).build();
            case FlashSpec.Command command -> plan.setTool(command(command)).build();
        };
    }

    private static UBoot uboot(FlashSpec.UBoot spec) {
        return UBoot.newBuilder()
                .setAutoboot(toWire(spec.autoboot()))
                .setStop(spec.stop())
                .setPrompt(toWire(spec.prompt()))
                .addAllIdentity(steps(spec.identity()))
                .setAddress(spec.address())
                .addAllWrite(steps(spec.write()))
                .addAllReadBack(steps(spec.readBack()))
                .setBoot(spec.boot())
                .setBootLimit(Times.toWire(spec.bootLimit()))
                .setCommandLimit(Times.toWire(spec.commandLimit()))
                .build();
    }

    private static Tool command(FlashSpec.Command spec) {
        var message =
                Tool.newBuilder()
                        .setName(spec.tool())
                        .addAllIdentity(spec.identity())
                        .setShows(toWire(spec.shows()))
                        .setExpected(spec.expected())
                        .addAllWrite(spec.write())
                        .addAllVerify(spec.verify())
                        .addAllAccepted(spec.accepted().stream().sorted().toList())
                        .setLimit(Times.toWire(spec.limit()));
        spec.progress().ifPresent(p -> message.setProgress(toWire(p)));
        return message.build();
    }

    private static List<FlashStep> steps(List<FlashSpec.Step> steps) {
        return steps.stream()
                .map(s ->
                        FlashStep.newBuilder()
                                .setCommand(s.command())
                                .setExpect(toWire(s.expect()))
                                .build())
                .toList();
    }

    private static FlashPattern toWire(Pattern pattern) {
        return FlashPattern.newBuilder()
                .setRegex(pattern.pattern())
                .setFlags(pattern.flags())
                .build();
    }

    /// @throws WireFormatException where it is no way, or one of a later version, or nothing proves
    ///   the board's identity
    public static FlashSpec fromWire(FlashPlan plan) {
        return read(() ->
                switch (plan.getWayCase()) {
                    case U_BOOT -> uboot(plan.getUBoot(), maxBytes(plan));
                    case TOOL -> command(plan.getTool(), maxBytes(plan));
                    case WAY_NOT_SET ->
                            throw new WireFormatException(
                                    "a plan to flash wants a way that this version knows, got"
                                            + " none");
                });
    }

    /// Plans of before this limit was known have none.
    private static int maxBytes(FlashPlan plan) {
        return plan.getMaxBytes() == 0 ? FlashSpec.MAX_IMAGE_BYTES : plan.getMaxBytes();
    }

    private static FlashSpec uboot(UBoot message, int maxBytes) {
        if (message.getAddress() < 0) {
            throw new WireFormatException("address wants 0 or more, got " + message.getAddress());
        }
        return new FlashSpec.UBoot(
                pattern(message.getAutoboot()),
                message.getStop(),
                pattern(message.getPrompt()),
                read(message.getIdentityList()),
                message.getAddress(),
                read(message.getWriteList()),
                read(message.getReadBackList()),
                message.getBoot(),
                Times.fromWire(message.getBootLimit()),
                Times.fromWire(message.getCommandLimit()),
                maxBytes);
    }

    private static FlashSpec command(Tool message, int maxBytes) {
        return new FlashSpec.Command(
                message.getName(),
                message.getIdentityList(),
                pattern(message.getShows()),
                message.getExpected(),
                message.getWriteList(),
                message.getVerifyList(),
                message.hasProgress()
                        ? Optional.of(pattern(message.getProgress()))
                        : Optional.empty(),
                new HashSet<>(message.getAcceptedList()),
                Times.fromWire(message.getLimit()),
                maxBytes);
    }

    private static List<FlashSpec.Step> read(List<FlashStep> steps) {
        return steps.stream()
                .map(s -> new FlashSpec.Step(s.getCommand(), pattern(s.getExpect())))
                .toList();
    }

    private static Pattern pattern(FlashPattern message) {
        try {
            return Pattern.compile(message.getRegex(), message.getFlags());
        } catch (PatternSyntaxException e) {
            throw new WireFormatException("a pattern of the plan to flash", e);
        }
    }

    /// Total.
    public static org.proofmark.proto.flash.v1.Flashed toWire(Flashed flashed) {
        var message =
                org.proofmark.proto.flash.v1.Flashed.newBuilder()
                        .setMethod(flashed.method())
                        .setBytes(flashed.bytes())
                        .setDigest(flashed.digest().hex())
                        .setIdentity(flashed.identity())
                        .setVerified(flashed.verified())
                        .setResent(flashed.resent())
                        .setTook(Times.toWire(flashed.took()));
        flashed.crc32().ifPresent(crc -> message.setCrc32((int) crc));
        return message.build();
    }

    /// @throws WireFormatException where a value is out of its range
    public static Flashed fromWire(org.proofmark.proto.flash.v1.Flashed message) {
        return read(() ->
                new Flashed(
                        message.getMethod(),
                        message.getBytes(),
                        new Digest(message.getDigest()),
                        message.hasCrc32()
                                ? OptionalLong.of(Integer.toUnsignedLong(message.getCrc32()))
                                : OptionalLong.empty(),
                        message.getIdentity(),
                        message.getVerified(),
                        message.getResent(),
                        Times.fromWire(message.getTook())));
    }

    private static <T> T read(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (WireFormatException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new WireFormatException("a flash", e);
        }
    }
}
