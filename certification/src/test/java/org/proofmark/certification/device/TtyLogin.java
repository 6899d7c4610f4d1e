package org.proofmark.certification.device;

import java.util.function.BiPredicate;

/// A login prompt and a shell, as bytes come.
final class TtyLogin {
    private final BiPredicate<String, String> opens;
    private final boolean openShell;
    private final StringBuilder line = new StringBuilder();
    private State state = State.LOGIN;
    private String username = "";

    private enum State {
        LOGIN,
        PASSWORD,
        SHELL
    }

    /// @param openShell a shell without any login
    TtyLogin(BiPredicate<String, String> opens, boolean openShell) {
        this.opens = opens;
        this.openShell = openShell;
    }

    String greeting() {
        state = openShell ? State.SHELL : State.LOGIN;
        return openShell ? "\r\n~ # " : "\r\nbox login: ";
    }

    /// What the device says to this character.
    String type(char c) {
        if (c == '\r') {
            return "";
        }
        if (c != '\n') {
            line.append(c);
            return state == State.PASSWORD ? "" : String.valueOf(c);
        }
        var text = line.toString();
        line.setLength(0);
        return "\r\n" + entered(text);
    }

    private String entered(String text) {
        return switch (state) {
            case LOGIN -> name(text);
            case PASSWORD -> password(text);
            case SHELL -> command(text);
        };
    }

    private String name(String text) {
        if (text.isEmpty()) {
            return "box login: ";
        }
        username = text;
        state = State.PASSWORD;
        return "Password: ";
    }

    private String password(String text) {
        boolean open = opens.test(username, text);
        state = open ? State.SHELL : State.LOGIN;
        return open ? "Last login: Sun Nov 22 on ttyS0\r\n~ # " : "Login incorrect\r\nbox login: ";
    }

    private String command(String text) {
        if (text.equals("exit") && !openShell) {
            state = State.LOGIN;
            return "box login: ";
        }
        return text.isEmpty() ? "~ # " : "sh: " + text + ": not found\r\n~ # ";
    }
}
