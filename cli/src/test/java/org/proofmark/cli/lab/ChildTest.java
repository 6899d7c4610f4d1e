package org.proofmark.cli.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.testng.annotations.Test;

public class ChildTest {
    @Test
    public void childrenThatSayNothingKeepNoVirtualThreadFromRunning()
            throws IOException, InterruptedException {
        var log = Files.createTempFile("child", ".log");
        var children = new ArrayList<Child>();
        try {
            for (int i = 0; i <= Runtime.getRuntime().availableProcessors(); i++) {
                var quiet = List.of("/bin/sh", "-c", "echo ready; exec cat");
                children.add(Child.start("child " + i, quiet, log).awaitReady());
            }
            var ran = new CountDownLatch(1);
            Thread.ofVirtual().start(ran::countDown);

            assertThat(ran.await(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            children.forEach(Child::close);
            Files.delete(log);
        }
    }
}
