package org.proofmark.meters;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;

/// What controller and agent both have.
public final class ProcessMeters {
    static final Meter BUILD =
            Meter.gauge(
                    "proofmark_build_info",
                    "Always 1; the labels say which version runs on which Java.",
                    "version",
                    "java");
    static final Meter DISK_FREE =
            Meter.gauge(
                    "proofmark_disk_free_bytes",
                    "What this process may still write to the disk that holds its state.");
    static final Meter CERTIFICATE_END =
            Meter.gauge(
                    "proofmark_certificate_end_timestamp_seconds",
                    "When a certificate that this process uses ends, as Unix time: ca, server"
                            + " (controller), rig (agent). Enrolling again renews a rig's.",
                    "certificate");
    static final Meter FAILED_READS =
            Meter.counter(
                    "proofmark_failed_reads_total",
                    "What could not be read at a scrape; the log says what and why.");

    /// Every one of them.
    public static final List<Meter> ALL = List.of(BUILD, DISK_FREE, CERTIFICATE_END, FAILED_READS);

    private ProcessMeters() {}

    /// Meters with what every process counts in them.
    ///
    /// @param version of the program
    /// @param state folder whose disk is watched
    /// @param ownLabel a label of every series, such as `rig`, and its value; empty for none
    public static Meters open(String version, Path state, List<String> ownLabel) {
        var meters = new Meters(FAILED_READS, ownLabel);
        meters.reads(BUILD, () -> 1, version, System.getProperty("java.version"));
        meters.reads(DISK_FREE, () -> usableBytes(state));
        meters.watchJvm();
        return meters;
    }

    /// Watches when a certificate ends.
    public static void certificate(Meters meters, String name, X509Certificate certificate) {
        double end = CertificateEnd.of(certificate).getEpochSecond();
        meters.reads(CERTIFICATE_END, () -> end, name);
    }

    private static double usableBytes(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
