package org.proofmark.controller.schedule;

/// Why something waits.
///
/// @param code for programs
/// @param text for people: what is waited for
public record Wait(Code code, String text) {
    /// Every reason there is.
    public enum Code {
        RIG_SUSPECT,
        RIG_LOST,
        NO_SUCH_SLOT,
        SLOT_OUT_OF_SERVICE,
        /// Another campaign holds a slot.
        SLOT_BUSY,
        /// An operator has hands on a slot.
        SLOT_HELD,
        /// A campaign that was submitted earlier waits for the slot.
        SLOT_RESERVED,
        LEASE_EXPIRED,
        /// The rig did not take the last order; the next one follows its next sign of life.
        ORDER_REFUSED,
        /// The cross phase begins when every unit's collect run has ended.
        WAITING_FOR_COLLECT,
        /// The unit is done; others are still crossing.
        WAITING_FOR_CROSS,
        /// Published pages are being fetched.
        WAITING_FOR_DESK,
        /// Evidence that records name is still on its way from the rig.
        WAITING_FOR_EVIDENCE;

        /// As it stands in messages: `rig-lost`.
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }
}
