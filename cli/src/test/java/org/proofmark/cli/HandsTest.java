package org.proofmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.proofmark.cli.exit.ExitCode;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The commands for hands on a slot, as people type them, on a real controller and a real rig.
@Test(singleThreaded = true)
public class HandsTest {
    private HandsLab lab;

    @BeforeClass
    void open() throws IOException {
        lab = new HandsLab();
    }

    @AfterClass(alwaysRun = true)
    void close() throws IOException {
        if (lab != null) {
            lab.close();
        }
    }

    private static JsonNode json(HandsLab.Result result) {
        assertThat(result.code()).as(result.err()).isZero();
        return JsonMapper.shared().readTree(result.out());
    }

    private String heldBy(String slot) {
        for (var row : json(lab.run("status", "--output", "json")).path("slots")) {
            if (row.path("slot").asString("").equals(slot)) {
                return row.path("heldBy").asString("");
            }
        }
        throw new AssertionError("no slot " + slot);
    }

    @Test
    public void powerStaysOnAfterTheCommandAndOffGivesTheSlotBack() {
        var on = lab.run("power", "on", "rig-1/a", "--as", "anna");
        assertThat(on.code()).as(on.err()).isEqualTo(ExitCode.OK);
        assertThat(on.out()).contains("rig-1/a: power is on", "held until ");
        HandsLab.awaitTrue("it boots", () -> lab.consoleOf("a").contains("booted"));
        assertThat(heldBy("a")).startsWith("anna until ");

        var off = json(lab.run("power", "off", "rig-1/a", "--as", "anna", "--output", "json"));
        assertThat(off.path("orders").get(0).path("text").asString(""))
                .isEqualTo("power is off, proven");
        assertThat(off.path("orders").get(0).path("measuredMilliseconds").asLong(0))
                .as("the silence alone takes 300 ms")
                .isGreaterThanOrEqualTo(300);
        assertThat(off.path("orders").get(0).path("heldUntil").asString("?")).isEmpty();
        assertThat(heldBy("a")).isEmpty();
        assertThat(lab.journal()).contains("hand-lease-taken", "hand-order", "hand-lease-ended");
    }

    @Test
    public void aPressLastsAsLongAsWasAskedFor() {
        lab.run("power", "on", "rig-1/b", "--as", "anna");
        HandsLab.awaitTrue("it boots", () -> lab.consoleOf("b").contains("booted"));
        var press =
                json(
                        lab.run(
                                "press",
                                "rig-1/b",
                                "--hold",
                                "700ms",
                                "--as",
                                "anna",
                                "--output",
                                "json"));
        assertThat(press.path("orders").get(0).path("text").asString(""))
                .isEqualTo("pressed reset");
        // the upper limit is a busy machine's
        assertThat(press.path("orders").get(0).path("measuredMilliseconds").asLong(0))
                .isBetween(700L, 60_000L);
        HandsLab.awaitTrue(
                "the device sees both edges",
                () ->
                        lab.consoleOf("b").contains("button 1")
                                && lab.consoleOf("b").lastIndexOf("button 0")
                                        > lab.consoleOf("b").lastIndexOf("button 1"));
        lab.run("power", "off", "rig-1/b", "--as", "anna");
    }

    @Test
    public void aCycleProvesTheOffAndLastsAtLeastAsLongAsWasAskedFor() {
        lab.run("power", "on", "rig-1/a", "--as", "anna");
        var cycle =
                json(
                        lab.run(
                                "power",
                                "cycle",
                                "rig-1/a",
                                "--off-for",
                                "500ms",
                                "--as",
                                "anna",
                                "--output",
                                "json"));
        assertThat(cycle.path("orders").get(0).path("text").asString(""))
                .isEqualTo("power was off, proven, and is on");
        assertThat(cycle.path("orders").get(0).path("measuredMilliseconds").asLong(0))
                .isGreaterThanOrEqualTo(500);
        assertThat(heldBy("a")).startsWith("anna until ");
        lab.run("power", "off", "rig-1/a", "--as", "anna");
    }

    @Test
    public void whatAnotherHoldsIsTakenOnlyOnDemand() {
        lab.run("power", "on", "rig-1/a", "--as", "anna");
        var refused = lab.run("press", "rig-1/a", "--hold", "50ms", "--as", "ben");
        assertThat(refused.code()).isEqualTo(ExitCode.UNUSABLE);
        assertThat(refused.err()).contains("rig-1/a is held by anna until", "--take-over");
        var taken = lab.run("press", "rig-1/a", "--hold", "50ms", "--as", "ben", "--take-over");
        assertThat(taken.code()).as(taken.err()).isEqualTo(ExitCode.OK);
        assertThat(heldBy("a")).startsWith("ben until ");
        assertThat(lab.run("power", "on", "rig-1/a", "--as", "anna").code())
                .isEqualTo(ExitCode.UNUSABLE);
        assertThat(lab.run("power", "off", "rig-1/a", "--as", "ben").code()).isEqualTo(ExitCode.OK);
    }

    @Test
    public void everyUseIsOnRecordWithItsOutcome() {
        lab.run("power", "on", "rig-1/b", "--as", "auditor");
        lab.run("press", "rig-1/b", "--button", "wps", "--hold", "1s", "--as", "auditor");
        lab.run("power", "off", "rig-1/b", "--as", "auditor");
        var uses = json(lab.run("hands", "log", "rig-1/b", "--output", "json")).path("uses");
        var mine =
                uses.valueStream()
                        .filter(u -> u.path("operator").asString("").equals("auditor"))
                        .map(u ->
                                u.path("action").asString("")
                                        + ": "
                                        + u.path("outcome").asString(""))
                        .toList();
        assertThat(mine)
                .containsExactly(
                        "power on: asked",
                        "power on: done",
                        "press wps for 1000 ms: asked",
                        "press wps for 1000 ms: refused",
                        "power off: asked",
                        "power off: done");
        assertThat(uses.get(0).path("caller").asString("")).isEqualTo("CN=admin,OU=admin");
        assertThat(json(lab.run("hands", "log", "rig-2", "--output", "json")).path("uses"))
                .isEmpty();
    }

    @Test
    public void whatCannotBeDoneIsSaidClearly() {
        var button = lab.run("press", "rig-1/a", "--button", "wps", "--hold", "1s");
        assertThat(button.code()).isEqualTo(ExitCode.UNUSABLE);
        assertThat(button.err())
                .contains("slot a has no button 'wps'; it has reset", "Nothing was moved");
        assertThat(heldBy("a")).as("a refused order holds nothing").isEmpty();
        assertThat(lab.run("power", "on", "rig-9/a").err()).contains("There is no rig rig-9");
        assertThat(lab.run("power", "on", "rig-1/z").err())
                .contains("has no slot z; it has [a, b]");
        for (var wrong : new String[] {"rig-1", "rig-1/", "/a", "RIG/a"}) {
            var result = lab.run("power", "on", wrong);
            assertThat(result.code()).as(wrong).isEqualTo(ExitCode.UNUSABLE);
            assertThat(result.err()).contains("RIG/SLOT");
        }
        assertThat(lab.run("power", "on", "rig-1/a", "--for", "5h").err())
                .contains("--for '5h': from 1m to 4h");
        assertThat(lab.run("press", "rig-1/a", "--hold", "10").err()).contains("a unit, such as");
        assertThat(lab.run("press", "rig-1/a", "--hold", "6m").err()).contains("10ms to 5m");
    }
}
