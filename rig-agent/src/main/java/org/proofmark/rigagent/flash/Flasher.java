package org.proofmark.rigagent.flash;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.proofmark.domain.profile.FlashSpec;
import org.proofmark.domain.run.Flashed;
import org.proofmark.domain.time.Ticker;

/// Writes an image to a device, with proof. Before a byte is written the image is whole and the
/// device has said which one it is. One instance per flash.
public sealed interface Flasher permits UBootFlasher, CommandFlasher {
    /// The way that a profile describes.
    ///
    /// @param tools by the names that profiles give them, from the rig's file
    static Flasher of(FlashSpec spec, Map<String, Path> tools, Ticker ticker, Listener listener) {
        return switch (spec) {
            case FlashSpec.UBoot uboot -> new UBootFlasher(uboot, ticker, listener);
            case FlashSpec.Command command -> new CommandFlasher(command, tools, ticker, listener);
        };
    }

    /// Writes it. The device is powered afterwards, and starts.
    ///
    /// @throws FlashFailed with the step that failed and what was said last
    /// @throws IOException where the line is gone or the image cannot be read
    Flashed flash(Target target, ImageFile image)
            throws IOException, InterruptedException, FlashFailed;

    /// Hears of steps and of how far the flash is. Called on the flashing thread: returns at once.
    interface Listener extends Ymodem.Progress {
        void step(String step);
    }

    /// The device.
    interface Target {
        /// Its console, on which nobody else writes.
        FlashLine line();

        /// Cuts the supply, proven, and gives it back. What its line said before is forgotten.
        ///
        /// @throws org.proofmark.bench.BenchFault where that fails
        void powerCycle();

        /// Looks whether the flash was stopped; asked some times a second while a tool runs.
        ///
        /// @throws IOException with the reason
        void check() throws IOException;

        /// Lets go of the console's tty, for a tool.
        ///
        /// @throws FlashFailed where there is none
        Lent lend() throws InterruptedException, FlashFailed;
    }

    /// A tty that a tool has until this is closed.
    interface Lent extends AutoCloseable {
        Path port();

        @Override
        void close();
    }
}
