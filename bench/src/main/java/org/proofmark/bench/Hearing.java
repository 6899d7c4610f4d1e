package org.proofmark.bench;

/// How closely a console is listened to.
public enum Hearing {
    /// What stands in noise counts as well: a mark may be a line of the kernel's log.
    EVERYTHING,

    /// Noise is no answer: what a device says of a login never comes from a line of its kernel.
    WITHOUT_NOISE
}
