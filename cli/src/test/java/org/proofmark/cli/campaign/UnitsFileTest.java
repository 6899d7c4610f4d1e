package org.proofmark.cli.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.proofmark.cli.exit.UnusableInput;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

public class UnitsFileTest {
    @Test
    public void labelsAreReadBySlot() {
        var labels =
                UnitsFile.parse(
                        "units.yaml",
                        """
                        slots:
                          a: {serial: "SN1", password: "0815"}
                          b:
                            serial: "SN2"
                        """);
        assertThat(labels)
                .containsEntry("a", Map.of("serial", "SN1", "password", "0815"))
                .containsEntry("b", Map.of("serial", "SN2"));
    }

    @DataProvider
    Object[][] wrongFiles() {
        return new Object[][] {
            {"slots:\n  a: {password: 815}\n", "u:2: slots.a.password: a string in quotes"},
            {"slots:\n  a: {pass: {x: \"1\"}}\n", "u:2: slots.a.pass: a string in quotes"},
            {"slots:\n  a: [\"x\"]\n", "u:2: slots.a: a map is wanted"},
            {"slots: 3\n", "u:1: slots: a map is wanted"},
            {"units: {}\n", "u:1: slots: the file wants one key, 'slots:'"},
            {"slots: {}\nmore: 1\n", "more: unknown key; the file has one, 'slots:'"},
            {"slots:\n  a: {Pass-Word: \"x\"}\n", "u:2: slots.a.Pass-Word: a label's key"},
            {"slots:\n  a: {x: \"1\"\n  b: ]", "no YAML"},
            {"", "u:1: slots: the file wants one key"},
        };
    }

    @Test(dataProvider = "wrongFiles")
    public void aWrongFileIsRefusedWithPlaceAndExpectation(String text, String message) {
        assertThatThrownBy(() -> UnitsFile.parse("u", text))
                .isInstanceOf(UnusableInput.class)
                .hasMessageContaining(message);
    }

    @Test
    public void aSlotThatNoRigHasIsNamed() {
        UnitsFile.requireSlots(List.of("a"), List.of("a", "b"));
        assertThatThrownBy(() -> UnitsFile.requireSlots(List.of("a", "zz"), List.of("a", "b")))
                .isInstanceOf(UnusableInput.class)
                .hasMessageContaining("slots.zz: no rig has a slot of this name");
    }

    @Test
    public void aMissingFileIsNamed() {
        assertThatThrownBy(() -> UnitsFile.read(Path.of("no-such-units.yaml")))
                .isInstanceOf(UnusableInput.class)
                .hasMessageContaining("no-such-units.yaml");
    }
}
