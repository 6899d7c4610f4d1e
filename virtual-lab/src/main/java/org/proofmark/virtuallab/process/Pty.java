package org.proofmark.virtuallab.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// A pseudo-terminal whose tty end is reached by a path of our own that outlives it. The lab keeps
/// the tty end open, so that the master sees no hang-up when a user of it closes. Not thread-safe.
final class Pty {
    /// More than the kernel keeps for a tty: somebody writes all the time.
    private static final int MAX_UNREAD = 1 << 20;

    private final Path link;
    private final int master;
    private int slave;

    private Pty(Path link, int master, int slave) {
        this.link = link;
        this.master = master;
        this.slave = slave;
    }

    /// Makes a raw one and puts its tty at `link`, over whatever stood there.
    static Pty open(Path link) throws IOException {
        int master = Posix.openMaster();
        try {
            var tty = Posix.slavePath(master);
            int slave = Posix.open(tty);
            Posix.makeRaw(slave);
            var aside = link.resolveSibling(link.getFileName() + ".new");
            Files.deleteIfExists(aside);
            Files.createSymbolicLink(aside, tty);
            Files.move(
                    aside,
                    link,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            return new Pty(link, master, slave);
        } catch (IOException e) {
            Posix.close(master);
            throw e;
        }
    }

    int master() {
        return master;
    }

    /// Opens the tty end anew and makes it raw, whatever a user of it made of it: its settings may
    /// have been changed, or the kernel hung it up, as it does when a session's leader dies whose
    /// controlling terminal it was.
    void renew() throws IOException {
        int fresh = Posix.open(Posix.slavePath(master));
        Posix.close(slave);
        slave = fresh;
        Posix.makeRaw(slave);
    }

    /// Bytes that the user of the tty has not read yet.
    int unread() throws IOException {
        return Posix.queued(slave);
    }

    /// Throws away what the user of the tty has not read.
    ///
    /// @return how many bytes
    int discardUnread() throws IOException {
        var buffer = new byte[4096];
        var tty = new int[] {slave};
        var readable = new int[] {Posix.READABLE};
        int count = 0;
        // what did not fit into the line discipline follows when there is room: until none comes
        while (count < MAX_UNREAD && Posix.poll(tty, readable, 1)[0] != 0) {
            int got = Posix.read(slave, buffer);
            if (got < 0) {
                return count;
            }
            count += got;
        }
        return count;
    }

    void close() {
        try {
            if (Files.isSymbolicLink(link)
                    && Files.readSymbolicLink(link).equals(Posix.slavePath(master))) {
                Files.delete(link);
            }
        } catch (IOException e) {
            // a link that stays leads nowhere, and the next opening replaces it
        }
        Posix.close(slave);
        Posix.close(master);
    }
}
