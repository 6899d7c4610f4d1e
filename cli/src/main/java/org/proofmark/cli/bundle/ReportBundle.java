package org.proofmark.cli.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.proofmark.cli.client.Blobs;
import org.proofmark.cli.exit.Trouble;
import org.proofmark.cli.exit.UnusableInput;
import org.proofmark.domain.run.Digest;
import org.proofmark.proto.assessment.v1.EvidenceFile;
import org.proofmark.proto.assessment.v1.GetReportResponse;

/// The files of a report in a folder: `report.html`, `report.json`, `junit.xml`, `evidence/`, and
/// `evidence/SHA256SUMS` (as `sha256sum -c` reads it).
public final class ReportBundle {
    private final Path folder;

    /// @param folder made where it is missing; files of an earlier report in it are replaced
    public ReportBundle(Path folder) {
        this.folder = folder;
    }

    /// Makes sure that the folder can be written before anything is powered.
    ///
    /// @throws UnusableInput where it cannot
    public void prepare() {
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, ".proofmark", ".probe"));
        } catch (IOException e) {
            throw new UnusableInput(
                    "--out " + folder + ": a folder that can be written is wanted (" + e + ")", e);
        }
    }

    /// Writes the report and fetches its evidence.
    ///
    /// @throws Trouble where a blob is missing or the disk takes no more
    public void write(GetReportResponse report, Blobs blobs) {
        try {
            put("report.json", report.getReportJson().toByteArray());
            put("report.html", report.getReportHtml().toByteArray());
            put("junit.xml", report.getJunitXml().toByteArray());
            var sums = new StringBuilder();
            var evidence = Files.createDirectories(folder.resolve("evidence"));
            for (EvidenceFile file : report.getEvidenceList()) {
                putEvidence(evidence, file, blobs, sums);
            }
            put(
                    "evidence/SHA256SUMS",
                    sums.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new Trouble("the report cannot be written to " + folder + ": " + e, e);
        }
    }

    private static void putEvidence(
            Path evidence, EvidenceFile file, Blobs blobs, StringBuilder sums) throws IOException {
        var path = file.getPath();
        var inFolder = path.startsWith("evidence/") ? path.substring("evidence/".length()) : path;
        var target = evidence.resolve(inFolder).normalize();
        if (!target.startsWith(evidence) || target.equals(evidence)) {
            throw new Trouble("the report names evidence outside its folder: " + file.getPath());
        }
        Files.createDirectories(parent(target));
        Files.write(target, blobs.download(new Digest(file.getDigest())));
        sums.append(file.getDigest()).append("  ").append(evidence.relativize(target)).append('\n');
    }

    private static Path parent(Path file) {
        var parent = file.getParent();
        return parent == null ? file : parent;
    }

    private void put(String name, byte[] content) throws IOException {
        Files.write(folder.resolve(name), content);
    }
}
