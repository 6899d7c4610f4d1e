package org.proofmark.bench.watch;

/// Something that a line of a console says of the device's health.
///
/// @param name which sign of that kind; equal names are the same sign again
/// @param position of the first byte of the line, or of the part of it that was looked at
/// @param line without control characters, at most [SignReader#SHOWN] characters
record Sign(Kind kind, String name, long position, String line) {
    enum Kind {
        /// The device has begun to start. Comes once per start.
        BANNER,
        /// The system broke down, and goes on no more without a restart.
        PANIC,
        /// The supply fell short.
        BROWN_OUT,
        /// The last restart came of a watchdog. Many chips restart through their watchdog when they
        /// are told to, so this alone says nothing.
        WATCHDOG,
        /// The device says that it restarts after some seconds.
        RESTARTS_SOON,
        /// A mark of the profile before the last one: also seen once more where something is
        /// brought up twice, so it only counts where the device did not get ready.
        STAGE,
        /// Part of a driver broke, and the system went on: only worth telling.
        CONTEXT
    }
}
