package org.proofmark.rigagent.site;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;

/// Folders for one unix socket each, which only this user may enter, with short paths: the address
/// of such a socket has 108 bytes (unix(7)).
public final class SocketFolder {
    private static final String NAME = "proofmark-";

    private SocketFolder() {}

    /// Makes one, and removes those of agents that were killed.
    public static Path create() throws IOException {
        var run = Path.of("/run");
        var above = Files.isWritable(run) ? run : Path.of("/tmp");
        removeDead(above);
        return Files.createTempDirectory(
                above,
                NAME,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    /// Removes a socket and the folder that was made for it.
    public static void remove(Path socket) throws IOException {
        Files.deleteIfExists(socket);
        var folder = socket.getParent();
        if (folder != null) {
            Files.deleteIfExists(folder);
        }
    }

    /// A socket whose listener was killed is still there, and nobody takes a connection.
    static void removeDead(Path above) throws IOException {
        try (var folders = Files.newDirectoryStream(above, NAME + "*")) {
            for (var folder : folders) {
                if (Files.isDirectory(folder) && Files.isWritable(folder)) {
                    removeIfDead(folder);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private static void removeIfDead(Path folder) {
        var files = new ArrayList<Path>();
        try (var listed = Files.newDirectoryStream(folder)) {
            listed.forEach(files::add);
            // one that is empty may be another agent's, which has not bound its socket yet
            if (files.size() == 1 && refuses(files.getFirst())) {
                remove(files.getFirst());
            }
        } catch (IOException | DirectoryIteratorException e) {
            // another agent was quicker, or it is none of ours
        }
    }

    /// Another user's, one whose agent is full, and what is no socket do not tell.
    private static boolean refuses(Path socket) {
        try {
            if (!(boolean) Files.getAttribute(socket, "unix:isOther")) {
                return false;
            }
            SocketChannel.open(UnixDomainSocketAddress.of(socket)).close();
            return false;
        } catch (ConnectException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
