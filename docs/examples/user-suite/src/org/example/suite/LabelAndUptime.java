package org.example.suite;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.proofmark.bench.Bench;
import org.testng.annotations.Test;

/** What our own device must do beyond the law: one class, no framework of ours. */
public class LabelAndUptime {
    private final Bench bench;

    public LabelAndUptime(Bench bench) {
        this.bench = bench;
    }

    @Test
    public void bootsWithinHalfAMinute() {
        bench.power().off();
        var on = bench.power().on();
        var up =
                bench.console()
                        .await(
                                "boot",
                                List.of(Pattern.compile("Box is up")),
                                on.consolePosition(),
                                Duration.ofSeconds(30));
        assertTrue(up.isPresent(), "the console did not say 'Box is up' within 30 s");
    }

    @Test(dependsOnMethods = "bootsWithinHalfAMinute")
    public void labelShowsASerialNumberOfFourDigits() {
        var serial = bench.label().getOrDefault("serial", "");
        bench.recorder().progress("serial number read");
        assertEquals(serial.replaceAll("[0-9]", "9"), "9999", "form of the serial number");
    }
}
