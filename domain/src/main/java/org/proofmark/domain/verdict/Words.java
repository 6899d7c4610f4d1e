package org.proofmark.domain.verdict;

import java.util.List;
import java.util.Locale;
import org.proofmark.domain.observation.LoginOutcome;
import org.proofmark.domain.observation.Stage;
import org.proofmark.domain.run.UnitId;

/// Stages and counts as people say them.
final class Words {
    private Words() {}

    /// `as delivered`, `after reset 2 by 'button'`, and `with a user's password set` where it is.
    static String when(Stage stage) {
        var reset =
                stage.resets() == 0
                        ? "as delivered"
                        : "after reset "
                                + stage.resets()
                                + (stage.resetPath().isEmpty()
                                        ? ""
                                        : " by '" + stage.resetPath() + "'");
        return switch (stage.state()) {
            case INITIALISED -> reset + ", set up by a user";
            case OFF, BOOTED, FACTORY_DEFAULT -> reset;
        };
    }

    static String outcome(LoginOutcome outcome) {
        return switch (outcome) {
            case ACCEPTED -> "it was accepted";
            case REFUSED -> "it was refused";
            case LOCKED -> "the device took no tries at that time";
            case UNREADABLE -> "the answer was none that the profile knows";
            case UNREACHABLE -> "there was no connection";
        };
    }

    static String units(List<UnitId> units) {
        var names = units.stream().map(UnitId::value).toList();
        return names.size() == 1
                ? "unit " + names.getFirst()
                : "units "
                        + String.join(", ", names.subList(0, names.size() - 1))
                        + " and "
                        + names.getLast();
    }

    static String count(int number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    /// Thousands apart: `12 345`.
    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number).replace(',', ' ');
    }

    /// With a full stop at its end.
    static String sentence(String text) {
        var trimmed = text.strip();
        return trimmed.isEmpty() || trimmed.endsWith(".") || trimmed.endsWith("?")
                ? trimmed
                : trimmed + ".";
    }
}
