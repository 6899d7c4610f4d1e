package org.proofmark.wire;

import com.google.protobuf.ByteString;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.proofmark.domain.observation.DeviceState;
import org.proofmark.domain.observation.LoginOutcome;
import org.proofmark.domain.observation.Observation;
import org.proofmark.domain.observation.Protocol;
import org.proofmark.domain.observation.Secret;
import org.proofmark.domain.observation.SecretRole;
import org.proofmark.domain.observation.Stage;
import org.proofmark.proto.run.v1.CaseEnded;
import org.proofmark.proto.run.v1.CredentialNotFound;
import org.proofmark.proto.run.v1.CredentialTaken;
import org.proofmark.proto.run.v1.DictionaryProbed;
import org.proofmark.proto.run.v1.FirmwareRead;
import org.proofmark.proto.run.v1.ImageFlashed;
import org.proofmark.proto.run.v1.InterfaceFound;
import org.proofmark.proto.run.v1.LabelRead;
import org.proofmark.proto.run.v1.LoginTried;
import org.proofmark.proto.run.v1.MacSeen;
import org.proofmark.proto.run.v1.PasswordDefined;
import org.proofmark.proto.run.v1.ResetDone;
import org.proofmark.proto.run.v1.SecretSeen;
import org.proofmark.proto.run.v1.UsedWithoutLogin;
import org.proofmark.proto.run.v1.UserAssertion;

/// Observations. A secret's value is no part of a domain record: going out, the caller gives its
/// sealed box by the secret's id; coming in, [#sealed] gives the box apart.
public final class Observations {
    private static final String STATE = "DEVICE_STATE_";
    private static final String PROTOCOL = "PROTOCOL_";
    private static final String OUTCOME = "LOGIN_OUTCOME_";
    private static final String ROLE = "SECRET_ROLE_";

    private Observations() {}

    /// Total.
    ///
    /// @param sealed the sealed box of a secret's value, empty where the value is public or stays
    ///   here
    public static org.proofmark.proto.run.v1.Observation toWire(
            Observation observation, Function<Secret, byte[]> sealed) {
        var wire = org.proofmark.proto.run.v1.Observation.newBuilder();
        switch (observation) {
            case Observation.FirmwareRead o ->
                    wire.setFirmwareRead(FirmwareRead.newBuilder().setVersion(o.version()));
            case Observation.InterfaceFound o -> wire.setInterfaceFound(toWire(o));
            case Observation.CredentialTaken o -> wire.setCredentialTaken(toWire(o, sealed));
            case Observation.CredentialNotFound o -> wire.setCredentialNotFound(toWire(o));
            case Observation.LoginTried o -> wire.setLoginTried(toWire(o));
            case Observation.UsedWithoutLogin o -> wire.setUsedWithoutLogin(toWire(o));
            case Observation.PasswordDefined o -> wire.setPasswordDefined(toWire(o, sealed));
            case Observation.ResetDone o -> wire.setResetDone(toWire(o));
            case Observation.DictionaryProbed o -> wire.setDictionaryProbed(toWire(o));
            case Observation.CaseEnded o ->
                    wire.setCaseEnded(CaseEnded.newBuilder().setCaseName(o.caseName()));
            case Observation.UserAssertion o -> wire.setUserAssertion(toWire(o));
            case Observation.SecretSeen o -> wire.setSecretSeen(toWire(o));
            case Observation.SetUpSkipped o -> wire.setSetUpSkipped(ProbeObservations.toWire(o));
            case Observation.WeakPasswordTried o ->
                    wire.setWeakPasswordTried(ProbeObservations.toWire(o));
            case Observation.ShortPressed o -> wire.setShortPressed(ProbeObservations.toWire(o));
            case Observation.SessionUsed o -> wire.setSessionUsed(ProbeObservations.toWire(o));
            case Observation.BruteForced o -> wire.setBruteForced(ProbeObservations.toWire(o));
            case Observation.StartedAlike o -> wire.setStartedAlike(ProbeObservations.toWire(o));
            case Observation.LabelRead o ->
                    wire.setLabelRead(LabelRead.newBuilder().putAllFields(o.fields()));
            case Observation.ImageFlashed o ->
                    wire.setImageFlashed(
                            ImageFlashed.newBuilder()
                                    .setImage(o.image())
                                    .setFlashed(FlashPlans.toWire(o.flashed())));
            case Observation.MacSeen o -> wire.setMacSeen(MacSeen.newBuilder().setMac(o.mac()));
        }
        return wire.build();
    }

    /// @throws WireFormatException where a field is missing, unknown or out of range
    public static Observation fromWire(org.proofmark.proto.run.v1.Observation wire) {
        try {
            return known(wire);
        } catch (WireFormatException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new WireFormatException("observation", e);
        }
    }

    /// The sealed value that travels with an observation, by its secret's id; empty where none
    /// does.
    public static Map<String, byte[]> sealed(org.proofmark.proto.run.v1.Observation wire) {
        return secretOf(wire)
                .filter(s -> !s.getSealed().isEmpty())
                .map(s -> Map.of(s.getId(), s.getSealed().toByteArray()))
                .orElse(Map.of());
    }

    private static Optional<org.proofmark.proto.run.v1.Secret> secretOf(
            org.proofmark.proto.run.v1.Observation wire) {
        return switch (wire.getWhatCase()) {
            case CREDENTIAL_TAKEN -> Optional.of(wire.getCredentialTaken().getSecret());
            case PASSWORD_DEFINED -> Optional.of(wire.getPasswordDefined().getSecret());
            case FIRMWARE_READ,
                    INTERFACE_FOUND,
                    CREDENTIAL_NOT_FOUND,
                    LOGIN_TRIED,
                    USED_WITHOUT_LOGIN,
                    RESET_DONE,
                    DICTIONARY_PROBED,
                    CASE_ENDED,
                    USER_ASSERTION,
                    SECRET_SEEN,
                    SET_UP_SKIPPED,
                    WEAK_PASSWORD_TRIED,
                    SHORT_PRESSED,
                    SESSION_USED,
                    BRUTE_FORCED,
                    STARTED_ALIKE,
                    LABEL_READ,
                    MAC_SEEN,
                    IMAGE_FLASHED,
                    WHAT_NOT_SET ->
                    Optional.empty();
        };
    }

    private static Observation known(org.proofmark.proto.run.v1.Observation wire) {
        return switch (wire.getWhatCase()) {
            case FIRMWARE_READ -> new Observation.FirmwareRead(wire.getFirmwareRead().getVersion());
            case INTERFACE_FOUND -> fromWire(wire.getInterfaceFound());
            case CREDENTIAL_TAKEN -> fromWire(wire.getCredentialTaken());
            case CREDENTIAL_NOT_FOUND -> fromWire(wire.getCredentialNotFound());
            case LOGIN_TRIED -> fromWire(wire.getLoginTried());
            case USED_WITHOUT_LOGIN -> fromWire(wire.getUsedWithoutLogin());
            case PASSWORD_DEFINED -> fromWire(wire.getPasswordDefined());
            case RESET_DONE -> fromWire(wire.getResetDone());
            case DICTIONARY_PROBED -> fromWire(wire.getDictionaryProbed());
            case CASE_ENDED -> new Observation.CaseEnded(wire.getCaseEnded().getCaseName());
            case USER_ASSERTION -> fromWire(wire.getUserAssertion());
            case SECRET_SEEN -> fromWire(wire.getSecretSeen());
            case SET_UP_SKIPPED -> ProbeObservations.fromWire(wire.getSetUpSkipped());
            case WEAK_PASSWORD_TRIED -> ProbeObservations.fromWire(wire.getWeakPasswordTried());
            case SHORT_PRESSED -> ProbeObservations.fromWire(wire.getShortPressed());
            case SESSION_USED -> ProbeObservations.fromWire(wire.getSessionUsed());
            case BRUTE_FORCED -> ProbeObservations.fromWire(wire.getBruteForced());
            case STARTED_ALIKE -> ProbeObservations.fromWire(wire.getStartedAlike());
            case LABEL_READ -> new Observation.LabelRead(wire.getLabelRead().getFieldsMap());
            case IMAGE_FLASHED ->
                    new Observation.ImageFlashed(
                            wire.getImageFlashed().getImage(),
                            FlashPlans.fromWire(wire.getImageFlashed().getFlashed()));
            case MAC_SEEN -> new Observation.MacSeen(wire.getMacSeen().getMac());
            case WHAT_NOT_SET ->
                    throw new WireFormatException(
                            "observation.what is none that this version knows");
        };
    }

    private static InterfaceFound toWire(Observation.InterfaceFound o) {
        return InterfaceFound.newBuilder()
                .setInterfaceName(o.interfaceName())
                .setProtocol(
                        EnumNames.toWire(
                                o.protocol(), org.proofmark.proto.run.v1.Protocol.class, PROTOCOL))
                .setPort(o.port())
                .setDocumented(o.documented())
                .build();
    }

    private static Observation.InterfaceFound fromWire(InterfaceFound w) {
        return new Observation.InterfaceFound(
                w.getInterfaceName(),
                EnumNames.fromWire(w.getProtocol(), Protocol.class, PROTOCOL, "protocol"),
                w.getPort(),
                w.getDocumented());
    }

    private static CredentialTaken toWire(
            Observation.CredentialTaken o, Function<Secret, byte[]> sealed) {
        return CredentialTaken.newBuilder()
                .setCredential(o.credential())
                .setStage(toWire(o.stage()))
                .setSource(o.source())
                .setUsername(o.username())
                .setSecret(toWire(o.secret(), sealed))
                .build();
    }

    private static Observation.CredentialTaken fromWire(CredentialTaken w) {
        return new Observation.CredentialTaken(
                w.getCredential(),
                fromWire(w.getStage()),
                w.getSource(),
                w.getUsername(),
                fromWire(w.getSecret()));
    }

    private static CredentialNotFound toWire(Observation.CredentialNotFound o) {
        return CredentialNotFound.newBuilder()
                .setCredential(o.credential())
                .setStage(toWire(o.stage()))
                .setSource(o.source())
                .setDetail(o.detail())
                .build();
    }

    private static Observation.CredentialNotFound fromWire(CredentialNotFound w) {
        return new Observation.CredentialNotFound(
                w.getCredential(), fromWire(w.getStage()), w.getSource(), w.getDetail());
    }

    private static LoginTried toWire(Observation.LoginTried o) {
        return LoginTried.newBuilder()
                .setInterfaceName(o.interfaceName())
                .setCredential(o.credential())
                .setRole(
                        EnumNames.toWire(
                                o.role(), org.proofmark.proto.run.v1.SecretRole.class, ROLE))
                .setStage(toWire(o.stage()))
                .setOutcome(toWire(o.outcome()))
                .setUsername(o.username())
                .setSecretId(o.secretId())
                .setOtherUnit(o.otherUnit())
                .setDetail(o.detail())
                .build();
    }

    private static Observation.LoginTried fromWire(LoginTried w) {
        return new Observation.LoginTried(
                w.getInterfaceName(),
                w.getCredential(),
                EnumNames.fromWire(w.getRole(), SecretRole.class, ROLE, "role"),
                fromWire(w.getStage()),
                fromWire(w.getOutcome()),
                w.getUsername(),
                w.getSecretId(),
                w.getOtherUnit(),
                w.getDetail());
    }

    private static UsedWithoutLogin toWire(Observation.UsedWithoutLogin o) {
        return UsedWithoutLogin.newBuilder()
                .setInterfaceName(o.interfaceName())
                .setStage(toWire(o.stage()))
                .setOutcome(toWire(o.outcome()))
                .setDetail(o.detail())
                .build();
    }

    private static Observation.UsedWithoutLogin fromWire(UsedWithoutLogin w) {
        return new Observation.UsedWithoutLogin(
                w.getInterfaceName(),
                fromWire(w.getStage()),
                fromWire(w.getOutcome()),
                w.getDetail());
    }

    private static PasswordDefined toWire(
            Observation.PasswordDefined o, Function<Secret, byte[]> sealed) {
        return PasswordDefined.newBuilder()
                .setInterfaceName(o.interfaceName())
                .setCredential(o.credential())
                .setStage(toWire(o.stage()))
                .setAccepted(o.accepted())
                .setSecret(toWire(o.secret(), sealed))
                .build();
    }

    private static Observation.PasswordDefined fromWire(PasswordDefined w) {
        return new Observation.PasswordDefined(
                w.getInterfaceName(),
                w.getCredential(),
                fromWire(w.getStage()),
                w.getAccepted(),
                fromWire(w.getSecret()));
    }

    private static ResetDone toWire(Observation.ResetDone o) {
        return ResetDone.newBuilder()
                .setPath(o.path())
                .setNumber(o.number())
                .setProven(o.proven())
                .addAllMarksSeen(o.marksSeen())
                .addAllMarksMissing(o.marksMissing())
                .build();
    }

    private static Observation.ResetDone fromWire(ResetDone w) {
        return new Observation.ResetDone(
                w.getPath(),
                w.getNumber(),
                w.getProven(),
                w.getMarksSeenList(),
                w.getMarksMissingList());
    }

    private static DictionaryProbed toWire(Observation.DictionaryProbed o) {
        return DictionaryProbed.newBuilder()
                .setInterfaceName(o.interfaceName())
                .setStage(toWire(o.stage()))
                .setTries(o.tries())
                .setLocked(o.locked())
                .setListed(o.listed())
                .build();
    }

    private static Observation.DictionaryProbed fromWire(DictionaryProbed w) {
        return new Observation.DictionaryProbed(
                w.getInterfaceName(),
                fromWire(w.getStage()),
                w.getTries(),
                w.getLocked(),
                w.getListed());
    }

    private static SecretSeen toWire(Observation.SecretSeen o) {
        return SecretSeen.newBuilder()
                .setPlace(o.place())
                .setCredential(o.credential())
                .setRole(
                        EnumNames.toWire(
                                o.role(), org.proofmark.proto.run.v1.SecretRole.class, ROLE))
                .setStage(toWire(o.stage()))
                .setSecretId(o.secretId())
                .setOtherUnit(o.otherUnit())
                .build();
    }

    private static Observation.SecretSeen fromWire(SecretSeen w) {
        return new Observation.SecretSeen(
                w.getPlace(),
                w.getCredential(),
                EnumNames.fromWire(w.getRole(), SecretRole.class, ROLE, "role"),
                fromWire(w.getStage()),
                w.getSecretId(),
                w.getOtherUnit());
    }

    private static UserAssertion toWire(Observation.UserAssertion o) {
        return UserAssertion.newBuilder()
                .setName(o.name())
                .setPassed(o.passed())
                .setDetail(o.detail())
                .build();
    }

    private static Observation.UserAssertion fromWire(UserAssertion w) {
        return new Observation.UserAssertion(w.getName(), w.getPassed(), w.getDetail());
    }

    static org.proofmark.proto.run.v1.LoginOutcome toWire(LoginOutcome outcome) {
        return EnumNames.toWire(outcome, org.proofmark.proto.run.v1.LoginOutcome.class, OUTCOME);
    }

    static LoginOutcome fromWire(org.proofmark.proto.run.v1.LoginOutcome outcome) {
        return EnumNames.fromWire(outcome, LoginOutcome.class, OUTCOME, "outcome");
    }

    static org.proofmark.proto.run.v1.Stage toWire(Stage stage) {
        return org.proofmark.proto.run.v1.Stage.newBuilder()
                .setState(
                        EnumNames.toWire(
                                stage.state(), org.proofmark.proto.run.v1.DeviceState.class, STATE))
                .setResets(stage.resets())
                .setResetPath(stage.resetPath())
                .build();
    }

    static Stage fromWire(org.proofmark.proto.run.v1.Stage wire) {
        return new Stage(
                EnumNames.fromWire(wire.getState(), DeviceState.class, STATE, "stage.state"),
                wire.getResets(),
                wire.getResetPath());
    }

    private static org.proofmark.proto.run.v1.Secret toWire(
            Secret secret, Function<Secret, byte[]> sealed) {
        return org.proofmark.proto.run.v1.Secret.newBuilder()
                .setId(secret.id())
                .setSealed(ByteString.copyFrom(sealed.apply(secret)))
                .build();
    }

    private static Secret fromWire(org.proofmark.proto.run.v1.Secret wire) {
        return new Secret(wire.getId());
    }
}
