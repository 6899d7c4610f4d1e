package org.proofmark.domain.verdict;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.proofmark.domain.observation.DeviceState;
import org.proofmark.domain.observation.EvidenceRef;
import org.proofmark.domain.observation.LoginOutcome;
import org.proofmark.domain.observation.Observation;
import org.proofmark.domain.observation.Observation.CaseEnded;
import org.proofmark.domain.observation.Observation.CredentialTaken;
import org.proofmark.domain.observation.Observation.DictionaryProbed;
import org.proofmark.domain.observation.Observation.FirmwareRead;
import org.proofmark.domain.observation.Observation.InterfaceFound;
import org.proofmark.domain.observation.Observation.LoginTried;
import org.proofmark.domain.observation.Observation.PasswordDefined;
import org.proofmark.domain.observation.Observation.ResetDone;
import org.proofmark.domain.observation.Observation.UsedWithoutLogin;
import org.proofmark.domain.observation.Protocol;
import org.proofmark.domain.observation.Secret;
import org.proofmark.domain.observation.SecretRole;
import org.proofmark.domain.observation.Stage;
import org.proofmark.domain.plan.Preset;
import org.proofmark.domain.profile.CredentialName;
import org.proofmark.domain.profile.InterfaceName;
import org.proofmark.domain.profile.ProfileId;
import org.proofmark.domain.profile.Published.DeclaredBy;
import org.proofmark.domain.run.CampaignId;
import org.proofmark.domain.run.Digest;
import org.proofmark.domain.run.Fault;
import org.proofmark.domain.run.Phase;
import org.proofmark.domain.run.RunId;
import org.proofmark.domain.run.UnitId;
import org.proofmark.domain.scheme.Requirement;
import org.proofmark.domain.verdict.AttemptEvidence.FaultRecord;
import org.proofmark.domain.verdict.AttemptEvidence.Observed;
import org.proofmark.domain.verdict.PageEvidence.PageAnswer;
import org.proofmark.domain.verdict.PageEvidence.Topic;
import org.proofmark.domain.verdict.ProfileFacts.CredentialFacts;
import org.proofmark.domain.verdict.ProfileFacts.InterfaceFacts;
import org.proofmark.domain.verdict.ProfileFacts.Source;
import org.proofmark.domain.verdict.SecretAnalysis.EqualSecrets;
import org.proofmark.domain.verdict.SecretAnalysis.Explained;
import org.proofmark.domain.verdict.SecretAnalysis.ListedSecret;
import org.proofmark.domain.verdict.SecretAnalysis.SearchedImage;
import org.proofmark.domain.verdict.SecretAnalysis.SecretRef;
import org.proofmark.domain.verdict.SecretAnalysis.Studied;

/// A campaign over a compliant device, for tests to spoil: every observation that a PASS wants is
/// there, and each test takes away or adds one.
final class Scene {
    static final int RESETS = 3;
    static final String WEB = "web";
    static final String ADMIN = "admin";

    private final Source source;
    final boolean setUpOnly;
    boolean fresh;
    boolean certified = true;
    String statedFirmware = "1.0";
    private final List<String> unverified = new ArrayList<>();
    final List<Specimen> units = new ArrayList<>();
    final List<EqualSecrets> equal = new ArrayList<>();
    final List<ListedSecret> listed = new ArrayList<>();
    final List<Explained> explained = new ArrayList<>();
    final List<SearchedImage> images = new ArrayList<>();
    final List<InterfaceFacts> interfaces = new ArrayList<>();
    final List<CredentialFacts> credentials = new ArrayList<>();
    List<PageEvidence> pages = new ArrayList<>();
    Preset preset = Preset.QUICK;
    boolean compared = true;

    private Scene(Source source, boolean setUpOnly) {
        this.source = source;
        this.setUpOnly = setUpOnly;
        interfaces.add(new InterfaceFacts(new InterfaceName(WEB), Protocol.HTTP, true, true));
        credentials.add(
                new CredentialFacts(
                        new CredentialName(ADMIN),
                        "password",
                        ADMIN,
                        List.of(new InterfaceName(WEB)),
                        source,
                        setUpOnly,
                        true));
    }

    /// C1: the label's password, restored by a reset. C2 with `fresh`.
    static Scene labelled(String... units) {
        return new Scene(Source.LABEL, false).with(units);
    }

    /// C2: a new random password at every reset, shown on the UART.
    static Scene freshAtReset(String... units) {
        var scene = new Scene(Source.UART, false);
        scene.fresh = true;
        return scene.with(units);
    }

    /// C3: no factory password.
    static Scene userDefined(String... units) {
        return new Scene(Source.USER_DEFINED, false).with(units);
    }

    /// One password in the manual for all units.
    static Scene stated(boolean setUpOnly, String... units) {
        return new Scene(Source.STATED, setUpOnly).with(units);
    }

    private Scene with(String... names) {
        for (var name : names) {
            units.add(new Specimen(name, List.of(names)));
        }
        return this;
    }

    /// The profile says this and nobody has seen it.
    Scene unverified(String fact) {
        unverified.add(fact);
        return this;
    }

    Specimen unit(int index) {
        return units.get(index);
    }

    SecretRef ref(String unit, String secret) {
        return new SecretRef(new UnitId(unit), 1, secret);
    }

    Scene equal(SecretRef... refs) {
        equal.add(new EqualSecrets(List.of(refs)));
        return this;
    }

    CampaignEvidence evidence() {
        var refs = new ArrayList<SecretRef>();
        for (var unit : units) {
            for (var k = 0; k <= RESETS; k++) {
                refs.add(ref(unit.name, "f" + k));
            }
        }
        return new CampaignEvidence(
                new CampaignId("c1"),
                "DEV",
                new ProfileFacts(
                        new ProfileId("acme"),
                        "Acme",
                        "Cam",
                        statedFirmware,
                        credentials,
                        interfaces,
                        List.of("button"),
                        unverified),
                preset,
                new CampaignEvidence.SuiteFacts("uk-top-three", certified),
                units.stream().map(Specimen::evidence).toList(),
                compared
                        ? new SecretAnalysis("exact/1", List.of(), refs, equal, listed, List.of())
                                .with(studied(), images)
                        : SecretAnalysis.notMade(),
                pages);
    }

    private List<Studied> studied() {
        return List.of(
                new Studied(
                        ADMIN, 0, "derivation/1", units.size(), 1234, List.of("mac"), explained));
    }

    Assessment judge() {
        return Judge.judge(evidence());
    }

    /// The verdict on passwords.
    Verdict passwords() {
        return judge().verdicts().getFirst();
    }

    /// The verdicts on passwords of the units alone.
    List<UnitVerdict> unitVerdicts() {
        return judge().unitVerdicts().stream()
                .filter(v -> v.verdict().requirement().equals(Requirement.PASSWORDS))
                .toList();
    }

    /// The verdict on one requirement.
    Verdict on(Requirement requirement) {
        return judge().verdicts().stream()
                .filter(v -> v.requirement().equals(requirement))
                .findFirst()
                .orElseThrow();
    }

    /// The requirements that are FAIL.
    List<Requirement> failed() {
        return judge().verdicts().stream()
                .filter(v -> v.outcome() == Outcome.FAIL)
                .map(Verdict::requirement)
                .toList();
    }

    List<String> codes() {
        return passwords().reasons().stream().map(Reason::code).toList();
    }

    List<String> findings() {
        return judge().findings().stream().map(f -> f.reason().code()).toList();
    }

    static Stage at(DeviceState state, int resets) {
        return new Stage(state, resets, resets == 0 ? "" : "button");
    }

    static LoginTried login(
            SecretRole role, Stage stage, LoginOutcome outcome, String secret, String other) {
        return new LoginTried(WEB, ADMIN, role, stage, outcome, ADMIN, secret, other, "");
    }

    static LoginTried dictionary(
            String interfaceName, Stage stage, LoginOutcome outcome, String entry) {
        var account = entry.substring(0, entry.indexOf('/'));
        return new LoginTried(
                interfaceName, "", SecretRole.DICTIONARY, stage, outcome, account, entry, "", "");
    }

    static PageEvidence page(Topic topic, DeclaredBy by, PageAnswer answer) {
        return new PageEvidence(topic, by, answer, List.of(ref("page")), List.of());
    }

    static EvidenceRef ref(String name) {
        return new EvidenceRef(
                Digest.of(name.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                name,
                "text/plain",
                1);
    }

    /// One unit with its runs.
    final class Specimen {
        final String name;
        String batch = "b1";
        List<Observation> collect = new ArrayList<>();
        List<Observation> cross = new ArrayList<>();
        final List<AttemptEvidence> earlier = new ArrayList<>();
        final List<FaultRecord> faults = new ArrayList<>();
        final List<FaultRecord> crossFaults = new ArrayList<>();
        boolean fenced;
        boolean ended = true;
        boolean completed = true;
        boolean hasCross = true;

        Specimen(String name, List<String> all) {
            this.name = name;
            collect.add(new FirmwareRead("1.0"));
            collect.add(new InterfaceFound(WEB, Protocol.HTTP, 80, true));
            for (var k = 0; k <= RESETS; k++) {
                round(k);
            }
            collect.add(new CaseEnded(CaseEnded.PASSWORDS_COLLECT));
            crossing(all);
        }

        private void round(int k) {
            var fd = at(DeviceState.FACTORY_DEFAULT, k);
            var set = at(DeviceState.INITIALISED, k);
            if (k > 0) {
                collect.add(new ResetDone("button", k, true, List.of("mark"), List.of()));
                collect.add(login(SecretRole.USER, fd, LoginOutcome.REFUSED, "u" + (k - 1), ""));
            }
            collect.add(new UsedWithoutLogin(WEB, fd, LoginOutcome.REFUSED, ""));
            collect.add(login(SecretRole.WRONG, fd, LoginOutcome.REFUSED, "w" + k, ""));
            if (source != Source.USER_DEFINED) {
                var secret = factorySecret(k);
                collect.add(new CredentialTaken(ADMIN, fd, "label", ADMIN, new Secret(secret)));
                collect.add(login(SecretRole.FACTORY, fd, LoginOutcome.ACCEPTED, secret, ""));
            }
            if (k == RESETS) {
                collect.add(new DictionaryProbed(WEB, fd, 10, 0, 61));
                return;
            }
            collect.add(new PasswordDefined(WEB, ADMIN, fd, true, new Secret("u" + k)));
            collect.add(login(SecretRole.USER, set, LoginOutcome.ACCEPTED, "u" + k, ""));
            collect.add(new UsedWithoutLogin(WEB, set, LoginOutcome.REFUSED, ""));
            if (source != Source.USER_DEFINED) {
                collect.add(
                        login(SecretRole.FACTORY, set, LoginOutcome.REFUSED, factorySecret(k), ""));
            }
        }

        private String factorySecret(int k) {
            return fresh ? "f" + k : "f0";
        }

        private void crossing(List<String> all) {
            var fd = at(DeviceState.FACTORY_DEFAULT, 0);
            if (source == Source.USER_DEFINED || all.size() < 2) {
                hasCross = false;
                return;
            }
            cross.add(login(SecretRole.FACTORY, fd, LoginOutcome.ACCEPTED, "own", ""));
            for (var other : all) {
                if (!other.equals(name)) {
                    cross.add(
                            login(
                                    SecretRole.OTHER_UNIT,
                                    fd,
                                    LoginOutcome.REFUSED,
                                    "of-" + other,
                                    other));
                }
            }
            cross.add(login(SecretRole.FACTORY, fd, LoginOutcome.ACCEPTED, "own", ""));
            cross.add(new CaseEnded(CaseEnded.PASSWORDS_CROSS));
        }

        Specimen without(Predicate<Observation> which) {
            collect.removeIf(which);
            return this;
        }

        Specimen change(UnaryOperator<Observation> how) {
            collect.replaceAll(how);
            cross.replaceAll(how);
            return this;
        }

        /// Before the end of the case.
        Specimen add(Observation observation) {
            collect.add(collect.size() - 1, observation);
            return this;
        }

        /// The attempt met a fault after this many observations.
        Specimen faultAfter(int observations, String code) {
            faults.add(
                    new FaultRecord(10L * observations + 5, Fault.of(code, "It broke", "a step")));
            completed = false;
            return this;
        }

        /// Makes what is there attempt 1, and another one of the compliant device attempt 2.
        Specimen retried() {
            earlier.add(attempt(1));
            var again = new Scene(source, setUpOnly).with(name).unit(0);
            collect = again.collect;
            faults.clear();
            fenced = false;
            ended = true;
            completed = true;
            return this;
        }

        private AttemptEvidence attempt(int number) {
            return new AttemptEvidence(
                    number,
                    fenced,
                    ended,
                    completed,
                    faults,
                    records(collect),
                    List.of(ref("console-" + name + "-" + number)));
        }

        UnitEvidence evidence() {
            var attempts = new ArrayList<>(earlier);
            attempts.add(attempt(earlier.size() + 1));
            var runs = new ArrayList<RunEvidence>();
            runs.add(new RunEvidence(new RunId(name + "-collect"), Phase.COLLECT, attempts));
            if (hasCross) {
                var attempt =
                        new AttemptEvidence(
                                1,
                                false,
                                true,
                                crossFaults.isEmpty(),
                                crossFaults,
                                records(cross),
                                List.of(ref("cross-" + name)));
                runs.add(
                        new RunEvidence(new RunId(name + "-cross"), Phase.CROSS, List.of(attempt)));
            }
            return new UnitEvidence(new UnitId(name), batch, runs);
        }

        /// Sequence numbers 10, 20, 30, …
        private static List<Observed> records(List<Observation> observations) {
            var records = new ArrayList<Observed>();
            for (var o : observations) {
                records.add(new Observed(10L * (records.size() + 1), Instant.EPOCH, o, List.of()));
            }
            return records;
        }
    }
}
