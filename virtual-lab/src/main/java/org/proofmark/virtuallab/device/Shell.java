package org.proofmark.virtuallab.device;

import java.util.List;

/// What the command line of a device understands. One for all doors.
final class Shell {
    private final Appliance appliance;

    Shell(Appliance appliance) {
        this.appliance = appliance;
    }

    /// What stands before each command.
    String prompt(String username) {
        return username
                + "@"
                + appliance.model().name().toLowerCase(java.util.Locale.ROOT)
                + ":~# ";
    }

    /// Runs a command. Lines of the answer end with LF.
    Answer run(String line) {
        var words = List.of(line.strip().split("\\s+"));
        return switch (words.getFirst()) {
            case "" -> new Answer("", false, 0);
            case "help" -> say("help version status relay passwd reboot exit\n");
            case "version" ->
                    say(appliance.model().name() + " fw=" + appliance.model().firmware() + "\n");
            case "status" -> say(Json.object(appliance.status()) + "\n");
            case "relay" -> relay(words);
            case "passwd" -> passwd(words);
            case "reboot" -> {
                appliance.restart().run();
                yield new Answer("", true, 0);
            }
            case "exit", "logout" -> new Answer("", true, 0);
            default -> new Answer("-sh: " + words.getFirst() + ": not found\n", false, 127);
        };
    }

    private Answer relay(List<String> words) {
        if (words.size() == 2 && List.of("on", "off").contains(words.get(1))) {
            appliance.accounts().switchRelay(words.get(1).equals("on"));
            return say("relay " + words.get(1) + "\n");
        }
        return new Answer("usage: relay on|off\n", false, 2);
    }

    private Answer passwd(List<String> words) {
        if (words.size() != 3) {
            return new Answer("usage: passwd CURRENT NEW\n", false, 2);
        }
        var change = appliance.accounts().change(words.get(1), words.get(2));
        boolean changed = change == Accounts.PasswordChange.CHANGED;
        return new Answer(appliance.accounts().text(change) + "\n", false, changed ? 0 : 1);
    }

    private static Answer say(String text) {
        return new Answer(text, false, 0);
    }

    /// What a command answers.
    ///
    /// @param ends whether the session is over
    /// @param status the exit status, 0 for success
    record Answer(String text, boolean ends, int status) {}
}
