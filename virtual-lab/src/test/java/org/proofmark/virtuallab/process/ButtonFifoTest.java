package org.proofmark.virtuallab.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.testng.annotations.Test;

/// The button as a device sees it, written in the shell.
public class ButtonFifoTest {
    private static final String READER =
            "exec >\"$DUT_SERIAL\"; while read -r level; do echo \"<$level>\"; done <\"$DUT_BUTTON\"";

    @Test
    public void levelAtPowerOnComesFirstThenEveryEdge() throws IOException {
        try (var slot = TestSlot.open(READER)) {
            slot.power().on();
            slot.console().expect("<0>\n");
            slot.button().set(true);
            slot.button().set(true);
            slot.button().set(false);
            slot.console().expect("<0>\n<1>\n<0>\n");
            slot.off();
            slot.button().set(true);
            slot.button().set(false);
            slot.button().set(true);
            slot.power().on();
            slot.button().set(false);
            slot.console().expect("<0>\n<1>\n<0>\n<1>\n<0>\n");
            assertThat(slot.console().now()).isEqualTo("<0>\n<1>\n<0>\n<1>\n<0>\n");
        }
    }

    @Test
    public void edgesThatNobodyReadAreGoneAtTheNextPowerOn() throws IOException {
        var command =
                "[ -e \"$DUT_STATE/second\" ] || { : >\"$DUT_STATE/second\"; "
                        + "echo deaf >\"$DUT_SERIAL\"; exec sleep 1000; }; "
                        + READER;
        try (var slot = TestSlot.open(command)) {
            slot.power().on();
            slot.console().expect("deaf\n");
            slot.button().set(true);
            slot.button().set(false);
            slot.off();
            slot.power().on();
            slot.console().expect("<0>\n");
            slot.button().set(true);
            slot.console().expect("<1>\n");
            assertThat(slot.console().seen()).isEqualTo("deaf\n<0>\n<1>\n");
        }
    }

    @Test
    public void deadLineShowsTheDeviceNoPress() throws IOException {
        var faults = Map.<String, Object>of("faults", List.of("button-dead"));
        try (var slot = TestSlot.open(READER, faults)) {
            slot.button().set(true);
            slot.power().on();
            slot.console().expect("<0>\n");
            slot.button().set(false);
            slot.button().set(true);
            slot.off();
            assertThat(slot.console().now()).isEqualTo("<0>\n");
        }
    }

    @Test
    public void buttonHasTheNameOfTheSettings() throws IOException {
        try (var slot = TestSlot.open(READER);
                var other = TestSlot.open(READER, Map.of("buttons", List.of("wps")))) {
            assertThat(slot.wiring().buttons()).containsOnlyKeys("reset");
            assertThat(other.wiring().buttons()).containsOnlyKeys("wps");
        }
    }
}
