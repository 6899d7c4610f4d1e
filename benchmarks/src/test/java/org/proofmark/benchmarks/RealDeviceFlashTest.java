package org.proofmark.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.proofmark.bench.BenchFault;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/// Flashing a machine that nobody of this project wrote, over its serial line, as a rig does it:
/// the agent's slot, the profile's plan, U-Boot in QEMU. docs/qemu-device.md.
public final class RealDeviceFlashTest {
    private static final String READY = "READY proofmark-qemu fw=(\\S+) serial=";
    private static final String PASSWORD = "factory password: (\\S+)\\s";

    private QemuSlot slot;
    private byte[] older;
    private byte[] newer;

    @BeforeMethod
    public void aUnitAsItLeavesTheFactory() throws Exception {
        slot = QemuSlot.open();
        older = Files.readAllBytes(slot.image("product-1.0.0.itb"));
        newer = Files.readAllBytes(slot.image("product-2.0.0.itb"));
    }

    @AfterMethod(alwaysRun = true)
    public void offAndAway() throws IOException {
        if (slot != null) {
            slot.close();
        }
    }

    @Test
    public void aFlashedProductImageRunsAndTheSettingsStay() throws Exception {
        slot.powerOn();
        var password = slot.await(PASSWORD);
        assertThat(slot.await(READY)).isEqualTo("1.0.0");

        var flashed = slot.flash(newer);

        assertThat(slot.await(PASSWORD)).isEqualTo(password);
        assertThat(slot.await(READY)).isEqualTo("2.0.0");
        assertThat(slot.productOf("a", newer.length)).isEqualTo(newer);
        assertThat(flashed.bytes()).isEqualTo(newer.length);
        assertThat(flashed.identity()).contains("product=proofmark-qemu");
        assertThat(flashed.verified())
                .isEqualTo("CRC-32 in the target's memory and of what was read back");
        assertThat(slot.console().split("settings: new ones made", -1)).hasSize(2);
    }

    @DataProvider
    public Object[][] wrongImages() {
        return new Object[][] {
            {"for another board", "Product image is for acme-plug-v-12 and not for proofmark-qemu"},
            {"cut off", "Product image is damaged"},
            {"with a wrong bit", "Product image is damaged"},
            {"of zeros", "Product image is damaged"},
        };
    }

    @Test(dataProvider = "wrongImages")
    public void aWrongImageIsRefusedBeforeAByteIsWritten(String which, String why)
            throws Exception {
        assertThatThrownBy(() -> slot.flash(wrong(which)))
                .isInstanceOf(BenchFault.Hardware.class)
                .satisfies(e -> {
                    var fault = ((BenchFault) e).fault();
                    assertThat(fault.code()).isEqualTo("flash-failed");
                    assertThat(fault.step()).isEqualTo("flash: write: run check_product");
                    assertThat(fault.what()).contains(why);
                });

        assertThat(slot.isOn()).isFalse();
        assertThat(slot.productOf("a", older.length)).isEqualTo(older);
    }

    private byte[] wrong(String which) {
        return switch (which) {
            case "for another board" -> {
                var text = new String(newer, StandardCharsets.ISO_8859_1);
                yield text.replace("proofmark-qemu\0", "acme-plug-v-12\0")
                        .getBytes(StandardCharsets.ISO_8859_1);
            }
            case "cut off" -> Arrays.copyOf(newer, newer.length / 2);
            case "with a wrong bit" -> {
                var spoilt = newer.clone();
                spoilt[spoilt.length / 2] ^= 1;
                yield spoilt;
            }
            default -> new byte[newer.length];
        };
    }

    @Test
    public void aDeviceThatNoSlotStartsIsRecoveredByASecondFlash() throws Exception {
        var cut = new AtomicBoolean();
        assertThatThrownBy(() ->
                        slot.flash(
                                newer,
                                (sent, size) -> {
                                    if (sent < size && cut.compareAndSet(false, true)) {
                                        slot.cutPower();
                                    }
                                }))
                .isInstanceOf(BenchFault.Hardware.class)
                .hasMessageContaining("flash-failed");
        assertThat(slot.isOn()).isFalse();
        assertThat(slot.productOf("a", older.length)).isEqualTo(older);
        // power that goes while the disk is written leaves a part
        slot.writeProduct("a", Arrays.copyOf(newer, newer.length / 2));
        slot.powerOn();
        slot.await("(Slot a does not start)");
        slot.await("(Slot b does not start)");
        slot.await("(No slot starts, waiting for a flash)");

        slot.flash(newer);

        assertThat(slot.await(READY)).isEqualTo("2.0.0");
    }

    @Test
    public void aDeviceWhoseFlashHasWornStartsTheOldSlotAndSaysSo() throws Exception {
        slot.flash(newer);
        slot.cutPower();
        slot.fillSlot("b", older);
        var worn = newer.clone();
        worn[worn.length / 2] ^= 1;
        slot.writeProduct("a", worn);

        slot.powerOn();

        slot.await("(Product image is damaged)");
        slot.await("(Slot a does not start)");
        slot.await("(slot: b confirmed)");
        assertThat(slot.await(READY)).isEqualTo("1.0.0");
    }
}
