package org.proofmark.controller.run;

import org.proofmark.domain.observation.Observation;
import org.proofmark.domain.observation.RunRecord;
import org.proofmark.domain.observation.RunRecord.What;
import org.proofmark.domain.observation.Stage;

/// Records in a line for people. Records hold no secret's value, so none can come out here.
public final class RecordText {
    private RecordText() {}

    /// One line.
    public static String of(RunRecord record) {
        return switch (record.what()) {
            case What.Progress p -> p.step();
            case What.Observed o -> of(o.observation());
            case What.Kept k ->
                    "kept " + k.evidence().name() + " (" + k.evidence().sizeBytes() + " bytes)";
            case What.Faulted f -> "fault " + f.fault().code() + ": " + f.fault().what();
            case What.Ended e -> e.completed() ? "attempt completed" : "attempt broken off";
        };
    }

    private static String of(Observation observation) {
        return switch (observation) {
            case Observation.FirmwareRead o -> "firmware " + o.version();
            case Observation.InterfaceFound o ->
                    "found " + o.interfaceName() + " (" + o.protocol() + ", port " + o.port() + ")";
            case Observation.CredentialTaken o ->
                    "took credential " + o.credential() + " from " + o.source() + at(o.stage());
            case Observation.CredentialNotFound o ->
                    "credential " + o.credential() + " is not at " + o.source() + at(o.stage());
            case Observation.LoginTried o ->
                    "login on "
                            + o.interfaceName()
                            + " with "
                            + o.role()
                            + ": "
                            + o.outcome()
                            + at(o.stage());
            case Observation.UsedWithoutLogin o ->
                    "use of "
                            + o.interfaceName()
                            + " without login: "
                            + o.outcome()
                            + at(o.stage());
            case Observation.PasswordDefined o ->
                    "password of "
                            + o.credential()
                            + (o.accepted() ? " defined on " : " refused on ")
                            + o.interfaceName();
            case Observation.ResetDone o ->
                    "reset "
                            + o.number()
                            + " by "
                            + o.path()
                            + (o.proven() ? " proven" : " not proven");
            case Observation.DictionaryProbed o ->
                    "tried " + o.tries() + " universal defaults on " + o.interfaceName();
            case Observation.SecretSeen o ->
                    "password " + o.credential() + " stands in clear on " + o.place();
            case Observation.SetUpSkipped o ->
                    "around the set-up of "
                            + o.interfaceName()
                            + " ("
                            + o.way()
                            + "): "
                            + o.outcome();
            case Observation.WeakPasswordTried o ->
                    "password of "
                            + o.length()
                            + " characters on "
                            + o.interfaceName()
                            + ": "
                            + o.said();
            case Observation.ShortPressed o ->
                    o.button()
                            + " held for "
                            + o.heldMillis()
                            + " ms: "
                            + (o.reset() ? "reset" : "no reset");
            case Observation.SessionUsed o ->
                    "session on " + o.interfaceName() + ": " + o.outcome() + at(o.stage());
            case Observation.BruteForced o ->
                    o.tries()
                            + " wrong passwords on "
                            + o.interfaceName()
                            + " in "
                            + o.millis()
                            + " ms, then "
                            + o.ended();
            case Observation.StartedAlike o ->
                    "reset "
                            + o.uptimeMillis()
                            + " ms after power-on, "
                            + o.clock()
                                    .map(c -> "with the device's clock at " + c)
                                    .orElse("the device's clock not set")
                            + at(o.stage());
            case Observation.LabelRead o -> "label: " + new java.util.TreeMap<>(o.fields());
            case Observation.ImageFlashed o -> flashed(o);
            case Observation.MacSeen o -> "MAC address in its network: " + o.mac();
            case Observation.CaseEnded o -> "case " + o.caseName() + " ended";
            case Observation.UserAssertion o ->
                    "assertion " + o.name() + (o.passed() ? " holds" : " does not hold");
        };
    }

    private static String flashed(Observation.ImageFlashed o) {
        var f = o.flashed();
        return "image "
                + o.image()
                + " written by "
                + f.method()
                + ": "
                + f.bytes()
                + " bytes, SHA-256 "
                + f.digest()
                + ", in "
                + f.took().toMillis()
                + " ms; "
                + f.verified();
    }

    private static String at(Stage stage) {
        return stage.resets() == 0 ? "" : " after reset " + stage.resets();
    }
}
