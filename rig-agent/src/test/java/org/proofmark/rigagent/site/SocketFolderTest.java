package org.proofmark.rigagent.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.testng.annotations.Test;

public class SocketFolderTest {
    private static ServerSocketChannel listen(Path folder) throws IOException {
        Files.createDirectory(folder);
        var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(folder.resolve("gate")));
        return server;
    }

    @Test
    void socketsOfAgentsThatWereKilledAreRemovedAndNoOthers() throws IOException {
        var above = Files.createTempDirectory("sockets");
        var strange = Files.createDirectory(above.resolve("proofmark-state"));
        var file = Files.writeString(strange.resolve("journal"), "x");
        try (var living = listen(above.resolve("proofmark-1"))) {
            // a socket whose listener is gone stays in the file system
            listen(above.resolve("proofmark-2")).close();
            SocketFolder.removeDead(above);
            assertThat(above.resolve("proofmark-1/gate")).exists();
            assertThat(living.isOpen()).isTrue();
            assertThat(above.resolve("proofmark-2")).doesNotExist();
            assertThat(file).exists();
        }
        SocketFolder.removeDead(above);
        assertThat(above.resolve("proofmark-1")).doesNotExist();
        Files.delete(file);
        Files.delete(strange);
        Files.delete(above);
    }
}
