package org.proofmark.controller.report;

/// A reason's code for people who know nothing of the standards.
///
/// @param kind where the cause lies
/// @param plain what it means for whoever owns such a device, in a sentence
/// @param remedy what to do, in a sentence; empty where nothing is to be done
record Explanation(Kind kind, String plain, String remedy) {
    /// Where the cause of a reason lies.
    enum Kind {
        /// The device, or what its maker publishes, breaks the requirement.
        BREACH(""),
        /// No breach was found.
        CLEAR(""),
        /// The device answered, but not so that anybody could tell.
        DEVICE("The device's answers could not be read one way or the other."),
        /// A fault of the rig.
        RIG("The test rig had a fault, which says nothing about the device."),
        /// What the lab was given is missing or does not fit.
        INPUT("Something that the test needs is missing or does not fit."),
        /// More has to be done.
        EFFORT("The test has not gone far enough yet."),
        /// Fails nothing.
        FINDING("");

        private final String cause;

        Kind(String cause) {
            this.cause = cause;
        }

        /// Why a verdict is open, in a sentence; empty for kinds that leave none open.
        String cause() {
            return cause;
        }
    }
}
