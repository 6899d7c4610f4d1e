package org.proofmark.virtuallab.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.proofmark.bench.BenchFault;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;
import tools.jackson.databind.json.JsonMapper;

/// The settings as Java reads them and as the schema describes them, side by side.
public class ProcessSettingsTest {
    private static final Schema SCHEMA =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(new ProcessWiringKind().settingsSchema());

    @Test
    public void commandAloneTakesAllDefaults() {
        var settings = ProcessSettings.parse(Map.of("command", "true"), 2);
        assertThat(settings.command()).isEqualTo("true");
        assertThat(settings.unit()).isEqualTo(UnitIdentities.of(1, 3).get(2));
        assertThat(settings.rtc()).isEmpty();
        assertThat(settings.button()).isEqualTo("reset");
        assertThat(settings.network()).isEmpty();
        assertThat(settings.faults()).isEmpty();
        assertThat(valid(Map.of("command", "true"))).isTrue();
    }

    @Test
    public void everyKeyIsMapped() {
        var all = new HashMap<String, Object>();
        all.put("command", "run it");
        all.put("seed", 7);
        all.put("serial-number", "S-1");
        all.put("mac", "02:aa:00:00:00:01");
        all.put("batch", "b2");
        all.put("manufactured", "2024-12-31");
        all.put("rtc", "1970-01-01T00:00:00Z");
        all.put("buttons", List.of("wps"));
        all.put("network", Map.of("kind", "namespace", "address", "10.0.0.7"));
        all.put(
                "faults",
                List.of(
                        "button-dead",
                        Map.of("kind", "power-stuck", "from-cycle", 5),
                        Map.of("kind", "console-loss", "at-cycle", 2, "after-bytes", 9, "bytes", 3),
                        Map.of("kind", "console-unplug", "after-bytes", 1, "for", "500ms"),
                        "console-unplug",
                        Map.of("kind", "cable-out", "at-cycle", 3, "after-bytes", 5, "for", "1m")));
        assertThat(valid(all)).isTrue();
        assertThat(ProcessSettings.parse(all, 0))
                .isEqualTo(
                        new ProcessSettings(
                                "run it",
                                new UnitIdentity(
                                        "S-1",
                                        "02:aa:00:00:00:01",
                                        "b2",
                                        LocalDate.of(2024, 12, 31)),
                                Optional.of(Instant.EPOCH),
                                "wps",
                                Optional.of(new NetworkSettings("10.0.0.7")),
                                List.of(
                                        new LabFault.ButtonDead(),
                                        new LabFault.PowerStuck(5),
                                        new LabFault.ConsoleLoss(2, 9, 3),
                                        new LabFault.ConsoleUnplug(1, 1, Duration.ofMillis(500)),
                                        new LabFault.ConsoleUnplug(1, 0, Duration.ofSeconds(3)),
                                        new LabFault.CableOut(3, 5, Duration.ofMinutes(1)))));
    }

    @Test
    public void seedChoosesTheUnit() {
        var settings = ProcessSettings.parse(Map.of("command", "true", "seed", 99L), 1);
        assertThat(settings.unit()).isEqualTo(UnitIdentities.of(99, 2).get(1));
    }

    @Test
    public void aNetworkHasAShortFormAndItsSlotsEndIsBesideTheDevice() {
        var brief = ProcessSettings.parse(Map.of("command", "true", "network", "namespace"), 0);
        assertThat(brief.network()).contains(new NetworkSettings("192.168.1.1"));
        assertThat(ProcessSettings.parse(Map.of("command", "true", "network", "host"), 0).network())
                .isEmpty();
        assertThat(new NetworkSettings("10.1.2.3").slotAddress()).isEqualTo("10.1.2.254");
        assertThat(new NetworkSettings("10.1.2.254").slotAddress()).isEqualTo("10.1.2.253");
        for (var bad :
                List.of(
                        "127.0.0.1",
                        "0.1.2.3",
                        "10.0.0.0",
                        "10.0.0.255",
                        "224.0.0.1",
                        "10.0.01.2",
                        "10.0.256.1",
                        "10.0.0",
                        "host")) {
            assertThatThrownBy(() -> new NetworkSettings(bad))
                    .hasMessageContaining("'" + bad + "'");
        }
    }

    @DataProvider
    Object[][] garbage() {
        return new Object[][] {
            {"command", ""},
            {"command", "  "},
            {"command", 5},
            {"command", List.of("a", "b")},
            {"mac", "02-00-00-00-00-01"},
            {"mac", "02:AA:00:00:00:01"},
            {"serial-number", "../../etc"},
            {"serial-number", ".hidden"},
            {"batch", ""},
            {"manufactured", "2024"},
            {"rtc", "yesterday"},
            {"seed", "one"},
            {"seed", 1.5},
            {"buttons", "reset"},
            {"buttons", List.of("reset", "wps")},
            {"buttons", List.of(1)},
            {"network", "wifi"},
            {"network", List.of("namespace")},
            {"network", Map.of("address", "10.0.0.1")},
            {"network", Map.of("kind", "namespace", "address", "router")},
            {"network", Map.of("kind", "namespace", "port", 80)},
            {"network", Map.of("kind", "host", "address", "10.0.0.1")},
            {"color", "red"},
            {"faults", "power-stuck"},
            {"faults", List.of("flood")},
            {"faults", List.of(3)},
            {"faults", List.of(Map.of())},
            {"faults", List.of(Map.of("kind", "power-stuck", "from-cycle", 0))},
            {"faults", List.of(Map.of("kind", "power-stuck", "at-cycle", 1))},
            {"faults", List.of(Map.of("kind", "button-dead", "from-cycle", 1))},
            {"faults", List.of(Map.of("kind", "console-unplug", "for", "soon"))},
            {"faults", List.of(Map.of("kind", "console-unplug", "for", 3))},
            {"faults", List.of(Map.of("kind", "console-loss", "bytes", -1))},
            {"faults", List.of(Map.of("kind", "console-loss", "after-bytes", "x"))},
        };
    }

    @Test(dataProvider = "garbage")
    public void garbageIsRefusedByNameAndBySchema(String key, Object value) throws IOException {
        var settings = new HashMap<String, Object>(Map.of("command", "true"));
        settings.put(key, value);
        assertThat(valid(settings)).isFalse();
        var folder = Files.createTempDirectory("lab");
        assertThatThrownBy(() -> new ProcessWiringKind().open(TestSlot.site(folder), settings))
                .isInstanceOf(BenchFault.Hardware.class)
                .hasMessageContaining("wiring-unusable")
                .hasMessageContaining(key);
        assertThat(folder).isEmptyDirectory();
        Files.delete(folder);
    }

    @Test
    public void dayThatDoesNotExistIsRefused() {
        assertThatThrownBy(() ->
                        ProcessSettings.parse(
                                Map.of("command", "true", "manufactured", "2025-02-30"), 0))
                .hasMessageContaining("manufactured")
                .hasMessageContaining("2025-02-30");
    }

    @Test
    public void missingCommandIsNamed() {
        assertThatThrownBy(() -> ProcessSettings.parse(Map.of(), 0))
                .hasMessageContaining("command")
                .hasMessageContaining("missing");
        assertThat(valid(Map.of())).isFalse();
    }

    private static boolean valid(Map<String, Object> settings) {
        var json = JsonMapper.shared().writeValueAsString(settings);
        return SCHEMA.validate(json, InputFormat.JSON).isEmpty();
    }
}
