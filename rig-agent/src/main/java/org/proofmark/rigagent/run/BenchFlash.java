package org.proofmark.rigagent.run;

import java.util.Optional;
import org.proofmark.bench.BenchFault;
import org.proofmark.domain.run.Digest;
import org.proofmark.domain.run.Fault;
import org.proofmark.domain.run.Flashed;
import org.proofmark.proto.bench.v1.FlashRequest;
import org.proofmark.rigagent.flash.Flasher;
import org.proofmark.rigagent.flash.ImageFile;
import org.proofmark.wire.FlashPlans;

/// Writes images to the device of an attempt: those that its order names, and no other.
final class BenchFlash {
    private static final int PERCENT = 100;

    /// Progress is told each time that this much more has been sent.
    private static final int STEP_PERCENT = 25;

    private final RunningAttempt attempt;
    private final AttemptParts parts;
    private final BlobCache blobs;

    BenchFlash(RunningAttempt attempt, AttemptParts parts, BlobCache blobs) {
        this.attempt = attempt;
        this.parts = parts;
        this.blobs = blobs;
    }

    /// @throws BenchFault `no-flasher` for an image that the order does not name, `blob-missing`,
    ///   and those of [org.proofmark.rigagent.slot.Slot#flash]
    /// @throws org.proofmark.wire.WireFormatException where the plan is none
    Flashed flash(FlashRequest request) {
        var spec = FlashPlans.fromWire(request.getPlan());
        var name = request.getImage();
        var digest =
                Optional.ofNullable(attempt.order().getImagesMap().get(name))
                        .map(Digest::new)
                        .orElseThrow(() ->
                                new BenchFault.Hardware(
                                        Fault.of(
                                                "no-flasher",
                                                "the campaign has no image '"
                                                        + name
                                                        + "'; name it under flash.images",
                                                "flash")));
        var file = blobs.fetch(digest, ".img", () -> attempt.fault().isPresent());
        var flashed =
                attempt.slot()
                        .flash(
                                Optional.of(attempt.id()),
                                spec,
                                new ImageFile(file, digest),
                                parts.flashTools(),
                                new Told(name));
        attempt.powered(true);
        return flashed;
    }

    /// Tells people how far it is.
    private final class Told implements Flasher.Listener {
        private final String image;
        private long told;

        private Told(String image) {
            this.image = image;
        }

        @Override
        public void step(String step) {
            attempt.progress("flash " + image + ": " + step);
        }

        @Override
        public void sent(long acknowledged, long size) {
            long percent = size == 0 ? PERCENT : acknowledged * PERCENT / size;
            if (percent < told) {
                // a tool begins again, or the next of its images
                told = 0;
            }
            if (percent >= told + STEP_PERCENT) {
                told = percent - percent % STEP_PERCENT;
                attempt.progress("flash " + image + ": " + told + " %");
            }
        }
    }
}
