package org.proofmark.virtuallab.device;

import java.util.function.Consumer;

/// A login prompt and the shell behind it, on a line of characters: the UART, or a telnet
/// connection. It echoes what is typed, except for passwords, as a terminal driver does. Not
/// thread-safe: fed by the one thread that reads the line.
final class LoginSession {
    /// A longer line is cut: no login and no command needs more.
    static final int LINE_MAX = 256;

    private static final String ROOT = "root";
    private static final char BACKSPACE = 8;
    private static final char DELETE = 127;
    private static final char INTERRUPT = 3;

    private final Door door;
    private final Appliance appliance;
    private final Shell shell;
    private final Consumer<String> out;
    private final StringBuilder line = new StringBuilder();
    private Step step = Step.NAME;
    private String username = "";
    private int refused;
    private boolean afterReturn;
    private boolean ended;
    private boolean open;

    LoginSession(Door door, Appliance appliance, Consumer<String> out) {
        this.door = door;
        this.appliance = appliance;
        this.shell = new Shell(appliance);
        this.out = out;
    }

    /// A shell that asks for no login.
    static LoginSession open(Door door, Appliance appliance, Consumer<String> out) {
        var session = new LoginSession(door, appliance, out);
        session.open = true;
        return session;
    }

    private enum Step {
        NAME,
        PASSWORD,
        COMMAND
    }

    /// Shows the login prompt.
    void greet() {
        ended = false;
        if (open) {
            username = ROOT;
            welcome();
            return;
        }
        step = Step.NAME;
        out.accept("\r\n" + appliance.model().name() + " login: ");
    }

    private void welcome() {
        step = Step.COMMAND;
        out.accept("\r\n" + appliance.model().maker() + " Linux, type 'help'\r\n");
        prompt();
    }

    /// True once the person has left.
    boolean ended() {
        return ended;
    }

    /// How many logins were refused in a row.
    int refused() {
        return refused;
    }

    /// Takes a character. CR, LF and CR LF each end a line; a NUL is passed over, since telnet puts
    /// one behind a lone CR.
    void type(char c) {
        boolean pair = afterReturn && c == '\n';
        afterReturn = c == '\r';
        if (pair || c == 0) {
            return;
        }
        if (c == '\r' || c == '\n') {
            out.accept("\r\n");
            var text = line.toString();
            line.setLength(0);
            enter(text);
        } else if (c == BACKSPACE || c == DELETE) {
            erase();
        } else if (c == INTERRUPT) {
            line.setLength(0);
            out.accept("^C\r\n");
            prompt();
        } else if (c >= ' ' && line.length() < LINE_MAX) {
            line.append(c);
            echo(String.valueOf(c));
        }
    }

    private void erase() {
        if (!line.isEmpty()) {
            line.setLength(line.length() - 1);
            echo("\b \b");
        }
    }

    private void echo(String text) {
        if (step != Step.PASSWORD) {
            out.accept(text);
        }
    }

    private void prompt() {
        if (step == Step.COMMAND) {
            out.accept(shell.prompt(username));
        } else {
            greet();
        }
    }

    private void enter(String text) {
        switch (step) {
            case NAME -> name(text.strip());
            case PASSWORD -> password(text);
            case COMMAND -> command(text);
        }
    }

    private void name(String text) {
        if (text.isEmpty()) {
            greet();
            return;
        }
        username = text;
        step = Step.PASSWORD;
        out.accept("Password: ");
    }

    private void password(String text) {
        var outcome = appliance.tryLogin(door, username, text);
        if (outcome.isLocked()) {
            out.accept("\r\nToo many wrong logins, try again in " + outcome.seconds() + " s\r\n");
            greet();
        } else if (outcome.open()) {
            refused = 0;
            welcome();
        } else {
            refused++;
            out.accept("\r\nLogin incorrect\r\n");
            greet();
        }
    }

    private void command(String text) {
        var answer = shell.run(text);
        out.accept(answer.text().replace("\n", "\r\n"));
        if (answer.ends()) {
            ended = true;
            out.accept("logout\r\n");
        } else {
            prompt();
        }
    }
}
