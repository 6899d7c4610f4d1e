package org.proofmark.controller.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.proofmark.controller.evidence.BlobStore;
import org.proofmark.controller.report.CampaignDetail;
import org.proofmark.controller.report.CampaignDetail.AttemptDetail;
import org.proofmark.controller.report.CampaignDetail.Excerpt;
import org.proofmark.controller.report.ReportContent.EvidenceFile;
import org.proofmark.controller.run.ReportDetails.RecordedRun;
import org.proofmark.controller.store.AttemptRow;
import org.proofmark.controller.store.AttemptState;
import org.proofmark.controller.store.CampaignRow;
import org.proofmark.controller.store.CampaignState;
import org.proofmark.controller.store.RunRow;
import org.proofmark.controller.store.RunState;
import org.proofmark.controller.store.StoredRecord;
import org.proofmark.controller.testing.Scratch;
import org.proofmark.domain.observation.DeviceState;
import org.proofmark.domain.observation.LoginOutcome;
import org.proofmark.domain.observation.Observation;
import org.proofmark.domain.observation.Observation.CredentialTaken;
import org.proofmark.domain.observation.Observation.LoginTried;
import org.proofmark.domain.observation.RunRecord;
import org.proofmark.domain.observation.RunRecord.What;
import org.proofmark.domain.observation.Secret;
import org.proofmark.domain.observation.SecretRole;
import org.proofmark.domain.observation.Stage;
import org.proofmark.domain.plan.Preset;
import org.proofmark.domain.profile.ProfileId;
import org.proofmark.domain.run.Attempt;
import org.proofmark.domain.run.CampaignId;
import org.proofmark.domain.run.Digest;
import org.proofmark.domain.run.Fault;
import org.proofmark.domain.run.Phase;
import org.proofmark.domain.run.RigId;
import org.proofmark.domain.run.RunId;
import org.proofmark.domain.run.SlotId;
import org.proofmark.domain.run.SlotName;
import org.proofmark.domain.run.UnitId;
import org.proofmark.domain.scheme.Requirement;
import org.proofmark.domain.verdict.Assessment;
import org.proofmark.domain.verdict.CampaignEvidence;
import org.proofmark.domain.verdict.CampaignEvidence.SuiteFacts;
import org.proofmark.domain.verdict.Effort;
import org.proofmark.domain.verdict.Outcome;
import org.proofmark.domain.verdict.ProfileFacts;
import org.proofmark.domain.verdict.Reason;
import org.proofmark.domain.verdict.SecretAnalysis;
import org.proofmark.domain.verdict.Sighting;
import org.proofmark.domain.verdict.Verdict;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

public class ReportDetailsTest {
    private static final RunId RUN = new RunId("c-collect-1");
    private static final UnitId UNIT = new UnitId("u1");
    private static final Stage DELIVERED = Stage.delivered(DeviceState.FACTORY_DEFAULT);
    private static final Digest DIGEST = Digest.of(new byte[] {1});

    private Scratch scratch;
    private BlobStore blobs;
    private final Map<String, EvidenceFile> files = new HashMap<>();
    private final List<StoredRecord> records = new ArrayList<>();

    @BeforeMethod
    void open() throws IOException {
        scratch = new Scratch();
        blobs = new BlobStore(scratch.path(), new SecretKeySpec(new byte[32], "AES"));
        files.clear();
        records.clear();
        file("console.index", "{\"position\":0,\"length\":18,\"monotonicNanos\":150}\n");
        file("console.raw", "password: hunter2\n");
    }

    @AfterMethod(alwaysRun = true)
    void close() {
        scratch.close();
    }

    private void file(String name, String content) throws IOException {
        var bytes = content.getBytes(UTF_8);
        var path = "evidence/D/u1/collect-1/" + name;
        files.put(path, new EvidenceFile(path, blobs.put(bytes), "", bytes.length));
    }

    /// The rig's monotonic clock stands at a hundred times the sequence.
    private void record(int attempt, int sequence, What what, boolean superseded) {
        records.add(
                new StoredRecord(
                        new RunRecord(
                                new Attempt(RUN, attempt),
                                sequence,
                                Instant.EPOCH,
                                sequence * 100L,
                                what),
                        superseded));
    }

    private void observed(int sequence, Observation observation) {
        record(1, sequence, new What.Observed(observation), false);
    }

    private static LoginTried login(SecretRole role, LoginOutcome outcome, String secret) {
        return new LoginTried(
                "web", "admin", role, DELIVERED, outcome, "admin", secret, "", "status 302");
    }

    private CampaignDetail detail(AttemptState state, Sighting... sightings) {
        var fault = Optional.of(Fault.of("power-not-cut", "it said hunter2", "power off"));
        var attempts = new ArrayList<AttemptRow>();
        attempts.add(
                new AttemptRow(
                        new Attempt(RUN, 1),
                        state,
                        Instant.EPOCH,
                        Optional.empty(),
                        9,
                        "",
                        state == AttemptState.COMPLETED ? Optional.empty() : fault));
        if (state == AttemptState.FENCED) {
            attempts.add(
                    new AttemptRow(
                            new Attempt(RUN, 2),
                            AttemptState.COMPLETED,
                            Instant.EPOCH,
                            Optional.empty(),
                            1,
                            "",
                            Optional.empty()));
        }
        var run =
                new RunRow(
                        RUN,
                        new CampaignId("c"),
                        UNIT,
                        new SlotId(new RigId("r"), new SlotName("a")),
                        Phase.COLLECT,
                        RunState.COMPLETED,
                        attempts);
        return new ReportDetails(
                        campaign(),
                        List.of(new RecordedRun(run, records)),
                        files,
                        blobs,
                        new Masking(List.of("hunter2")))
                .of(assessment(List.of(sightings)), evidence());
    }

    private static CampaignRow campaign() {
        var order =
                new CampaignRow.Order(
                        "r",
                        "D",
                        "p",
                        "p.yaml",
                        DIGEST,
                        "s",
                        DIGEST,
                        true,
                        Preset.QUICK,
                        7,
                        new byte[0]);
        return new CampaignRow(
                new CampaignId("c"),
                1,
                order,
                CampaignState.ENDED,
                Instant.EPOCH,
                Optional.of(Instant.EPOCH),
                "",
                Optional.empty(),
                Optional.empty());
    }

    private static Assessment assessment(List<Sighting> sightings) {
        var verdict =
                new Verdict(
                        "p@1",
                        "D",
                        Requirement.PASSWORDS,
                        Outcome.FAIL,
                        List.of(new Reason("universal-credential", "Why.")),
                        List.of(),
                        new Effort("quick", 1, Map.of(), 0),
                        Map.of("universal-credential", sightings));
        return new Assessment(
                new CampaignId("c"), true, List.of(), List.of(verdict), List.of(), List.of());
    }

    private static CampaignEvidence evidence() {
        return new CampaignEvidence(
                new CampaignId("c"),
                "D",
                new ProfileFacts(
                        new ProfileId("p"),
                        "Acme",
                        "Cam",
                        "",
                        List.of(),
                        List.of(),
                        List.of("pin"),
                        List.of()),
                Preset.QUICK,
                SuiteFacts.ukTopThree(),
                List.of(),
                SecretAnalysis.notMade(),
                List.of());
    }

    private static Sighting at(int sequence) {
        return new Sighting(UNIT, Phase.COLLECT, 1, sequence);
    }

    @Test
    public void aRecordThatAReasonPointsToComesWithWhatTheConsoleSaidUpToItMasked() {
        observed(1, login(SecretRole.WRONG, LoginOutcome.REFUSED, "w"));
        observed(2, login(SecretRole.DICTIONARY, LoginOutcome.ACCEPTED, "admin/admin"));
        var excerpts = detail(AttemptState.COMPLETED, at(2)).excerpts();
        assertThat(excerpts).hasSize(1);
        assertThat(excerpts.getFirst().code()).isEqualTo("universal-credential");
        assertThat(excerpts.getFirst().text())
                .isEqualTo("login on web with DICTIONARY: ACCEPTED (status 302)");
        assertThat(excerpts.getFirst().clips().getFirst().lines()).containsExactly("password: •••");
        assertThat(detail(AttemptState.COMPLETED, at(1)).excerpts().getFirst().clips()).isEmpty();
    }

    @Test
    public void aPasswordThatWasFoundComesWithTheLoginThatItOpened() {
        observed(1, new CredentialTaken("admin", DELIVERED, "label", "admin", new Secret("s1")));
        observed(2, login(SecretRole.FACTORY, LoginOutcome.ACCEPTED, "s2"));
        observed(3, login(SecretRole.FACTORY, LoginOutcome.REFUSED, "s1"));
        observed(4, login(SecretRole.FACTORY, LoginOutcome.ACCEPTED, "s1"));
        var detail = detail(AttemptState.COMPLETED, at(1));
        assertThat(detail.excerpts())
                .extracting((Excerpt e) -> e.at().sequence())
                .containsExactly(1L, 4L);
        assertThat(detail.named())
                .extracting(n -> n.ref().secretId() + " " + n.credential() + " " + n.when())
                .containsExactly("s1 admin as delivered");
    }

    @Test
    public void atMostThreeRecordsOfAReasonAreShown() {
        var sightings = new Sighting[9];
        for (var n = 1; n <= 9; n++) {
            observed(n, login(SecretRole.NONE, LoginOutcome.ACCEPTED, ""));
            sightings[n - 1] = at(n);
        }
        assertThat(detail(AttemptState.COMPLETED, sightings).excerpts()).hasSize(3);
    }

    @Test
    public void aRecordThatIsNotThereGivesNoExcerpt() {
        observed(1, login(SecretRole.NONE, LoginOutcome.ACCEPTED, ""));
        assertThat(
                        detail(
                                        AttemptState.COMPLETED,
                                        at(5),
                                        new Sighting(UNIT, Phase.CROSS, 1, 1),
                                        new Sighting(UNIT, Phase.COLLECT, 7, 1),
                                        new Sighting(new UnitId("u9"), Phase.COLLECT, 1, 1))
                                .excerpts())
                .isEmpty();
    }

    @Test
    public void recordsThatSayTheSameAreOneLineAndWhatCameTooLateIsCounted() {
        record(1, 1, new What.Progress("boot"), false);
        for (var n = 2; n <= 6; n++) {
            observed(n, login(SecretRole.DICTIONARY, LoginOutcome.REFUSED, "d/" + n));
        }
        record(1, 7, new What.Progress("too late"), true);
        var attempt = detail(AttemptState.COMPLETED).attempts().getFirst();
        assertThat(attempt.lines())
                .extracting(l -> l.first() + "-" + l.last() + " " + l.text())
                .containsExactly("1-1 boot", "2-6 login on web with DICTIONARY: REFUSED");
        assertThat(attempt.superseded()).isEqualTo(1);
        assertThat(attempt.folder()).isEqualTo("evidence/D/u1/collect-1/");
    }

    @Test
    public void everyAttemptStandsThereAndItIsSaidWhichDecides() {
        var attempts = detail(AttemptState.FENCED).attempts();
        assertThat(attempts).extracting(AttemptDetail::counts).containsExactly(false, true);
        assertThat(attempts.getFirst().state()).startsWith("fenced");
        assertThat(attempts.getFirst().fault().orElseThrow().what()).isEqualTo("it said •••");
        assertThat(attempts.getFirst().slot()).isEqualTo("r/a");
        assertThat(attempts.getLast().folder()).isEmpty();
    }

    @Test
    public void whatWasAskedForStandsThere() {
        var detail = detail(AttemptState.COMPLETED);
        assertThat(detail.product().name()).isEqualTo("Acme Cam");
        assertThat(detail.product().resetPaths()).containsExactly("pin");
        assertThat(detail.plan().seed()).isEqualTo(7);
        assertThat(detail.plan().profileDigest()).isEqualTo(DIGEST);
    }
}
