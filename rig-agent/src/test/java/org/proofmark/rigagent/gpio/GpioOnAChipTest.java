package org.proofmark.rigagent.gpio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.proofmark.rigagent.testing.Folders;
import org.testng.SkipException;
import org.testng.annotations.AfterClass;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/// The GPIO checks on a real character device, which a user-mode Linux kernel gives to a JVM. It is
/// booted once; each check is a test.
public class GpioOnAChipTest {
    private static final String LANE = "PROOFMARK_GPIO";

    private @Nullable Path folder;
    private String console = "";

    @DataProvider
    public static Object[][] checks() {
        return ChipChecks.all().stream()
                .map(check -> new Object[] {check.name()})
                .toArray(Object[][]::new);
    }

    @Test(dataProvider = "checks")
    public void holdsOnARealCharacterDevice(String name) throws Exception {
        var ran = machine();
        var check =
                ChipChecks.all().stream()
                        .filter(c -> c.name().equals(name))
                        .findFirst()
                        .orElseThrow();
        var outcome = ran.resolve("outcomes").resolve(ChipChecks.file(check));
        assertThat(outcome)
                .as("the check did not run; the console says:%n%s", console)
                .isRegularFile();
        assertThat(Files.readString(outcome)).isEqualTo(ChipChecks.PASSED);
    }

    /// Boots the machine at the first call.
    private synchronized Path machine() throws IOException, InterruptedException {
        var ready = folder;
        if (ready == null) {
            var kernel = UmlMachine.kernel();
            if (kernel.isEmpty()) {
                var how =
                        "no user-mode kernel: run rig-agent/uml/build, which makes one in 4 minutes,"
                                + " or let PROOFMARK_UML name one";
                assertThat(System.getenv(LANE)).as(how).isNotEqualTo("required");
                throw new SkipException(how);
            }
            ready = Folders.scratch("gpio-on-a-chip");
            folder = ready;
            Files.createDirectory(ready.resolve("outcomes"));
            console = UmlMachine.run(kernel.get(), Path.of("uml", "init"), ready, ChipChecks.class);
        }
        return ready;
    }

    @AfterClass(alwaysRun = true)
    public void tidy() throws IOException {
        var used = folder;
        if (used != null) {
            Folders.remove(used);
        }
    }
}
