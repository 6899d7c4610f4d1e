package org.proofmark.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.proofmark.domain.observation.DeviceState;
import org.proofmark.domain.observation.EvidenceRef;
import org.proofmark.domain.observation.LoginOutcome;
import org.proofmark.domain.observation.Observation;
import org.proofmark.domain.observation.Protocol;
import org.proofmark.domain.observation.RunRecord;
import org.proofmark.domain.observation.RunRecord.What;
import org.proofmark.domain.observation.Secret;
import org.proofmark.domain.observation.SecretRole;
import org.proofmark.domain.observation.Stage;
import org.proofmark.domain.run.Attempt;
import org.proofmark.domain.run.Digest;
import org.proofmark.domain.run.Fault;
import org.proofmark.domain.run.Flashed;
import org.proofmark.domain.run.RunId;
import org.testng.annotations.Test;

/// Every domain record survives the way over the wire, for records drawn at random from a printed
/// seed.
public class RecordsTest {
    private static final int ROUNDS = 5_000;
    private static final String LETTERS = "aZ09 -_/\\\"'\n\té漢\u0000<>{}";

    @Test
    public void everyRecordSurvivesTheWire() throws InvalidProtocolBufferException {
        var seed = new Random().nextLong();
        System.err.println("RecordsTest seed " + seed);
        var random = new Random(seed);
        var kinds = new HashSet<Class<?>>();
        for (var i = 0; i < ROUNDS; i++) {
            var record = record(random);
            kinds.add(kindOf(record.what()));
            var bytes = Records.toWire(record, RecordsTest::box).toByteArray();
            var back = org.proofmark.proto.run.v1.RunRecord.parseFrom(bytes);
            assertThat(Records.fromWire(back)).as("seed " + seed).isEqualTo(record);
        }
        var all = new HashSet<Class<?>>(List.of(What.class.getPermittedSubclasses()));
        all.remove(What.Observed.class);
        all.addAll(List.of(Observation.class.getPermittedSubclasses()));
        assertThat(kinds).isEqualTo(all);
    }

    @Test
    public void secretsTravelOnlyAsTheSealedBoxThatTheCallerGives() {
        var stage = Stage.delivered(DeviceState.FACTORY_DEFAULT);
        var taken =
                new Observation.CredentialTaken("admin", stage, "label", "admin", new Secret("s1"));
        var defined =
                new Observation.PasswordDefined("web", "admin", stage, true, new Secret("s2"));
        assertThat(Observations.sealed(Observations.toWire(taken, RecordsTest::box)))
                .containsOnlyKeys("s1")
                .containsEntry("s1", box(new Secret("s1")));
        assertThat(Observations.sealed(Observations.toWire(defined, RecordsTest::box)))
                .containsOnlyKeys("s2");
        assertThat(Observations.sealed(Observations.toWire(taken, s -> new byte[0]))).isEmpty();
        assertThat(
                        Observations.sealed(
                                Observations.toWire(
                                        new Observation.CaseEnded("c"), RecordsTest::box)))
                .isEmpty();
    }

    @Test
    public void anEmptyRecordIsRefusedByName() {
        var valid =
                Records.toWire(
                        new RunRecord(
                                new Attempt(new RunId("r"), 1),
                                1,
                                Instant.EPOCH,
                                0,
                                new What.Progress("p")),
                        RecordsTest::box);
        assertThat(Records.fromWire(valid).sequence()).isEqualTo(1);
        refused(valid.toBuilder().clearWhat().build(), "record.what");
        refused(valid.toBuilder().setRunId("../x").build(), "RunId wants");
        refused(valid.toBuilder().setAttempt(0).build(), "attempt number wants 1");
        refused(valid.toBuilder().setSequence(0).build(), "sequence wants 1");
        refused(
                valid.toBuilder().setCreateTime(Timestamp.newBuilder().setNanos(-1)).build(),
                "nanos");
        refused(
                valid.toBuilder()
                        .setObservation(org.proofmark.proto.run.v1.Observation.newBuilder())
                        .build(),
                "observation.what");
        refused(
                valid.toBuilder()
                        .setFault(org.proofmark.proto.run.v1.Fault.newBuilder().setCode("No Code"))
                        .build(),
                "lower-case words");
        refused(
                valid.toBuilder()
                        .setEvidence(
                                org.proofmark.proto.run.v1.EvidenceRef.newBuilder().setDigest("x"))
                        .build(),
                "evidence.digest");
    }

    @Test
    public void anEnumValueOfALaterVersionIsRefusedByName() {
        var known =
                Observations.toWire(
                        new Observation.InterfaceFound("web", Protocol.HTTP, 80, true),
                        RecordsTest::box);
        for (var value : new int[] {0, 99}) {
            var builder = known.toBuilder();
            builder.getInterfaceFoundBuilder().setProtocolValue(value);
            assertThatThrownBy(() -> Observations.fromWire(builder.build()))
                    .isInstanceOf(WireFormatException.class)
                    .hasMessageContaining("protocol wants");
        }
    }

    @Test
    public void durationsOfBothSignsSurvive() {
        for (var nanos :
                new long[] {0, 1, -1, 999_999_999, -999_999_999, 1_500_000_000, -1_500_000_000}) {
            var duration = Duration.ofNanos(nanos);
            var wire = Times.toWire(duration);
            assertThat(Times.fromWire(wire)).isEqualTo(duration);
            assertThat(Long.signum(wire.getSeconds()) * Integer.signum(wire.getNanos()))
                    .isNotNegative();
        }
        assertThatThrownBy(() -> Times.toWire(Duration.ofSeconds(Long.MAX_VALUE)))
                .hasMessageContaining("10000 years");
        assertThatThrownBy(() -> Times.toWire(Instant.MAX)).hasMessageContaining("9999");
    }

    private static void refused(org.proofmark.proto.run.v1.RunRecord wire, String message) {
        assertThatThrownBy(() -> Records.fromWire(wire))
                .isInstanceOf(WireFormatException.class)
                .hasMessageContaining(message);
    }

    private static byte[] box(Secret secret) {
        return ("box of " + secret.id()).getBytes(StandardCharsets.UTF_8);
    }

    private static Class<?> kindOf(What what) {
        return what instanceof What.Observed o ? o.observation().getClass() : what.getClass();
    }

    private static RunRecord record(Random random) {
        return new RunRecord(
                new Attempt(new RunId("r" + random.nextInt(100)), 1 + random.nextInt(5)),
                1 + random.nextLong(Long.MAX_VALUE - 1),
                Instant.ofEpochSecond(
                        random.nextLong(4_000_000_000L), random.nextInt(1_000_000_000)),
                random.nextLong(),
                what(random));
    }

    private static What what(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> new What.Progress(text(random));
            case 1 ->
                    new What.Kept(
                            new EvidenceRef(
                                    Digest.of(text(random).getBytes(StandardCharsets.UTF_8)),
                                    text(random),
                                    text(random),
                                    random.nextLong(1L << 40)));
            case 2 ->
                    new What.Faulted(
                            new Fault(
                                    "a-" + random.nextInt(9),
                                    text(random),
                                    text(random),
                                    Duration.ofNanos(random.nextLong(1L << 50)),
                                    text(random)));
            case 3 -> new What.Ended(random.nextBoolean());
            default -> new What.Observed(observation(random));
        };
    }

    private static Observation observation(Random r) {
        return switch (r.nextInt(21)) {
            case 0 -> new Observation.FirmwareRead(text(r));
            case 1 ->
                    new Observation.InterfaceFound(
                            text(r),
                            pick(r, Protocol.values()),
                            r.nextInt(65_536),
                            r.nextBoolean());
            case 2 ->
                    new Observation.CredentialTaken(text(r), stage(r), text(r), text(r), secret(r));
            case 3 -> new Observation.CredentialNotFound(text(r), stage(r), text(r), text(r));
            case 4 -> login(r);
            case 5 ->
                    new Observation.UsedWithoutLogin(
                            text(r), stage(r), pick(r, LoginOutcome.values()), text(r));
            case 6 ->
                    new Observation.PasswordDefined(
                            text(r), text(r), stage(r), r.nextBoolean(), secret(r));
            case 7 ->
                    new Observation.ResetDone(
                            text(r), r.nextInt(99), r.nextBoolean(), texts(r), texts(r));
            case 8 ->
                    new Observation.DictionaryProbed(
                            text(r), stage(r), r.nextInt(99), r.nextInt(99), r.nextInt(99));
            case 9 -> new Observation.CaseEnded(text(r));
            case 10 ->
                    new Observation.SecretSeen(
                            text(r),
                            text(r),
                            pick(r, SecretRole.values()),
                            stage(r),
                            text(r),
                            text(r));
            case 11 ->
                    new Observation.SetUpSkipped(text(r), text(r), stage(r), outcome(r), text(r));
            case 12 ->
                    new Observation.WeakPasswordTried(
                            text(r), text(r), stage(r), r.nextInt(2), outcome(r), outcome(r));
            case 13 ->
                    new Observation.ShortPressed(
                            text(r), text(r), r.nextInt(9999), r.nextBoolean());
            case 14 ->
                    new Observation.SessionUsed(
                            text(r), text(r), stage(r), stage(r), outcome(r), text(r));
            case 15 ->
                    new Observation.BruteForced(
                            text(r),
                            text(r),
                            stage(r),
                            r.nextInt(999),
                            r.nextLong(1L << 40),
                            r.nextLong(1L << 40),
                            outcome(r),
                            outcome(r));
            case 16 ->
                    new Observation.StartedAlike(
                            text(r),
                            stage(r),
                            text(r),
                            r.nextLong(1L << 40),
                            r.nextBoolean()
                                    ? Optional.empty()
                                    : Optional.of(Instant.ofEpochSecond(r.nextInt())));
            case 17 ->
                    new Observation.LabelRead(java.util.Map.of("serial", text(r), "mac", text(r)));
            case 18 ->
                    new Observation.MacSeen(
                            HexFormat.ofDelimiter(":")
                                    .formatHex(
                                            ByteBuffer.allocate(8).putLong(r.nextLong()).array(),
                                            0,
                                            6));
            case 19 ->
                    new Observation.ImageFlashed(
                            text(r),
                            new Flashed(
                                    text(r),
                                    1 + r.nextLong(1L << 40),
                                    Digest.of(new byte[] {(byte) r.nextInt()}),
                                    r.nextBoolean()
                                            ? OptionalLong.empty()
                                            : OptionalLong.of(r.nextLong(1L << 32)),
                                    text(r),
                                    text(r),
                                    r.nextInt(1000),
                                    Duration.ofMillis(r.nextInt(1 << 20))));
            default -> new Observation.UserAssertion(text(r), r.nextBoolean(), text(r));
        };
    }

    private static LoginOutcome outcome(Random random) {
        return pick(random, LoginOutcome.values());
    }

    private static Observation.LoginTried login(Random r) {
        return new Observation.LoginTried(
                text(r),
                text(r),
                pick(r, SecretRole.values()),
                stage(r),
                pick(r, LoginOutcome.values()),
                text(r),
                text(r),
                text(r),
                text(r));
    }

    private static Stage stage(Random random) {
        return new Stage(pick(random, DeviceState.values()), random.nextInt(10), text(random));
    }

    private static Secret secret(Random random) {
        return new Secret("s" + random.nextInt(1000));
    }

    private static List<String> texts(Random random) {
        var texts = new ArrayList<String>();
        for (var i = random.nextInt(4); i > 0; i--) {
            texts.add(text(random));
        }
        return texts;
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        for (var i = random.nextInt(8); i > 0; i--) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }

    private static <T> T pick(Random random, T[] values) {
        return values[random.nextInt(values.length)];
    }

    /// Keeps both sides' enums alike: a value that one side adds fails here.
    @Test
    public void enumsHaveTheSameNamesOnBothSides() {
        assertThat(names(org.proofmark.proto.run.v1.Protocol.values(), "PROTOCOL_"))
                .isEqualTo(names(Protocol.values(), ""));
        assertThat(names(org.proofmark.proto.run.v1.SecretRole.values(), "SECRET_ROLE_"))
                .isEqualTo(names(SecretRole.values(), ""));
        assertThat(names(org.proofmark.proto.run.v1.LoginOutcome.values(), "LOGIN_OUTCOME_"))
                .isEqualTo(names(LoginOutcome.values(), ""));
        assertThat(names(org.proofmark.proto.run.v1.DeviceState.values(), "DEVICE_STATE_"))
                .isEqualTo(names(DeviceState.values(), ""));
    }

    private static Set<String> names(Enum<?>[] values, String prefix) {
        var names = new HashSet<String>();
        for (var value : values) {
            var name = value.name();
            if (name.startsWith(prefix) && !name.endsWith("UNSPECIFIED")) {
                names.add(name.substring(prefix.length()));
            }
        }
        return names;
    }
}
