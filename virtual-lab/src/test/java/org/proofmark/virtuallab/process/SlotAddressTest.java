package org.proofmark.virtuallab.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import org.testng.annotations.Test;

public class SlotAddressTest {
    @Test
    public void addressIsHeldUntilItIsClosedAndThenRemembered() throws IOException {
        var memory = Files.createTempFile("address", "");
        InetAddress first;
        try (var address = SlotAddress.draw(memory)) {
            first = address.address();
            assertThat(first.getHostAddress()).startsWith("127.").doesNotStartWith("127.0.");
            // the same memory asks for the same address
            try (var second = SlotAddress.draw(memory)) {
                assertThat(second.address()).isNotEqualTo(first);
            }
        }
        Files.writeString(memory, first.getHostAddress());
        try (var again = SlotAddress.draw(memory)) {
            assertThat(again.address()).isEqualTo(first);
        }
        Files.delete(memory);
    }

    @Test
    public void manySlotsNeverShare() throws IOException {
        var memory = Files.createTempFile("address", "");
        try (var taken = new Taken()) {
            var all = new HashSet<InetAddress>();
            for (int i = 0; i < 300; i++) {
                all.add(taken.add(SlotAddress.draw(memory)).address());
            }
            assertThat(all).hasSize(300);
        }
        Files.delete(memory);
    }

    @Test
    public void memoryThatNamesNoLoopbackAddressIsPassedOver() throws IOException {
        for (var text : new String[] {"", "8.8.8.8", "127.300.1.1", "localhost", "127.0.0", "\0"}) {
            Path memory = Files.createTempFile("address", "");
            Files.writeString(memory, text);
            try (var address = SlotAddress.draw(memory)) {
                assertThat(address.address().getHostAddress()).startsWith("127.");
            }
            Files.delete(memory);
        }
    }
}
