package org.proofmark.certification.device;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/// Addresses of the loopback's network, one for each device: tests run at the same time, and a port
/// that a device gave back for the time of a power cycle must not be another's meanwhile.
public final class OwnAddress {
    /// Other builds on this machine begin elsewhere.
    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(1 << 20));

    private OwnAddress() {}

    /// 127.64.0.1 to 127.127.255.254, never one that ends with 0 or 255.
    public static String next() {
        int n = NEXT.getAndIncrement() & ((1 << 22) - 1);
        int last = n & 255;
        return "127."
                + (64 + (n >> 16))
                + "."
                + ((n >> 8) & 255)
                + "."
                + (last == 0 || last == 255 ? 100 : last);
    }
}
