package org.proofmark.rigagent.hands;

import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;
import org.proofmark.domain.run.Flashed;
import org.proofmark.domain.run.HandAction;
import org.proofmark.domain.run.HandProgress;
import org.proofmark.domain.run.HandResult;
import org.proofmark.rigagent.flash.Flasher;
import org.proofmark.rigagent.flash.ImageFile;
import org.proofmark.rigagent.run.AttemptParts;
import org.proofmark.rigagent.run.Attempts;
import org.proofmark.rigagent.slot.Slot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An operator's image for the device in a slot.
final class FlashByHand implements Flasher.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(FlashByHand.class);

    private final Attempts attempts;
    private final AttemptParts parts;
    private final OrderAtWork work;
    private final Consumer<HandProgress> told;
    private String step = "flash";
    private String begun = "flash";
    private int percent = -1;

    /// @param told hears of each step and of each percent of one; returns at once
    FlashByHand(
            Attempts attempts, AttemptParts parts, OrderAtWork work, Consumer<HandProgress> told) {
        this.attempts = attempts;
        this.parts = parts;
        this.work = work;
        this.told = told;
    }

    /// @throws org.proofmark.bench.BenchFault `cut-short`, `blob-missing`, and those of
    ///   [Slot#flash]
    HandResult flash(Slot slot, HandAction.Flash order) {
        told.accept(HandProgress.of("fetch the image", 0, 0));
        var file = attempts.blob(order.image(), ".img", work::isCut);
        work.onCut(slot::stopFlash);
        var flashed =
                slot.flash(
                        Optional.empty(),
                        order.plan(),
                        new ImageFile(file, order.image()),
                        parts.flashTools(),
                        this);
        return new HandResult.Done(words(order.name(), flashed), flashed.took(), false);
    }

    private static String words(String image, Flashed flashed) {
        return "wrote "
                + image
                + " by "
                + flashed.method()
                + ", "
                + flashed.bytes()
                + " bytes, SHA-256 "
                + flashed.digest().hex()
                + (flashed.crc32().isPresent()
                        ? ", CRC-32 "
                                + HexFormat.of().toHexDigits((int) flashed.crc32().getAsLong())
                        : "")
                + "; the device said it is "
                + flashed.identity()
                + "; compared: "
                + flashed.verified()
                + (flashed.resent() == 0 ? "" : "; " + flashed.resent() + " blocks twice");
    }

    @Override
    public void step(String next) {
        begun = next;
        step = "flash: " + next;
        percent = -1;
        LOG.info("order {}: {}", work.order().id(), step);
        told.accept(HandProgress.of(next, 0, 0));
        stopWhereCut();
    }

    @Override
    public void sent(long acknowledged, long size) {
        var now = HandProgress.of(begun, Math.clamp(acknowledged, 0, size), size);
        if (now.percent() != percent) {
            percent = now.percent();
            told.accept(now);
        }
        stopWhereCut();
    }

    /// It may have been cut short just before it began.
    private void stopWhereCut() {
        if (work.isCut()) {
            throw Hands.cutShort(work, step, Duration.ZERO);
        }
    }
}
