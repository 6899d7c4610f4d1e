package org.proofmark.virtuallab.device;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.jspecify.annotations.Nullable;

/// One channel of an ssh session: a command that was asked for, or the shell.
final class SshCommand implements Command {
    private static final int ENDED_BY_TROUBLE = 1;

    private final Shell shell;
    private final @Nullable String single;
    private InputStream in = InputStream.nullInputStream();
    private OutputStream out = OutputStream.nullOutputStream();
    private ExitCallback exit = (_, _, _) -> {};

    /// @param single the command, or null for the shell
    SshCommand(Shell shell, @Nullable String single) {
        this.shell = shell;
        this.single = single;
    }

    @Override
    public void setInputStream(InputStream stream) {
        in = stream;
    }

    @Override
    public void setOutputStream(OutputStream stream) {
        out = stream;
    }

    @Override
    public void setErrorStream(OutputStream stream) {
        // the shell has one stream
    }

    @Override
    public void setExitCallback(ExitCallback callback) {
        exit = callback;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) {
        var username = channel.getSession().getUsername();
        Thread.ofPlatform().daemon().name("ssh-command").start(() -> run(username));
    }

    private void run(String username) {
        int status = ENDED_BY_TROUBLE;
        try {
            status = single == null ? interact(username) : once(single);
        } catch (IOException _) {
            // the other end has gone
        } finally {
            exit.onExit(status);
        }
    }

    private int once(String command) throws IOException {
        var answer = shell.run(command);
        send(answer.text());
        return answer.status();
    }

    private int interact(String username) throws IOException {
        send(shell.prompt(username));
        var line = new StringBuilder();
        boolean afterReturn = false;
        for (int c = in.read(); c >= 0; c = in.read()) {
            boolean pair = afterReturn && c == '\n';
            afterReturn = c == '\r';
            if (!pair && (c == '\r' || c == '\n')) {
                var answer = shell.run(line.toString());
                line.setLength(0);
                send("\r\n" + answer.text().replace("\n", "\r\n"));
                if (answer.ends()) {
                    return 0;
                }
                send(shell.prompt(username));
            } else if (!pair && line.length() < LoginSession.LINE_MAX) {
                line.append((char) c);
                send(String.valueOf((char) c));
            }
        }
        return 0;
    }

    private void send(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void destroy(ChannelSession channel) {
        // the streams end, and the thread with them
    }
}
