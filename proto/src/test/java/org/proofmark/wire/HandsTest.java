package org.proofmark.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.proofmark.domain.profile.FlashSpec;
import org.proofmark.domain.run.Digest;
import org.proofmark.domain.run.Fault;
import org.proofmark.domain.run.HandAction;
import org.proofmark.domain.run.HandOrder;
import org.proofmark.domain.run.HandProgress;
import org.proofmark.domain.run.HandResult;
import org.proofmark.domain.run.SlotName;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

public class HandsTest {
    private static HandOrder order(HandAction action) {
        return new HandOrder(
                "o1", new SlotName("a"), "l1", "anna", Duration.ofMinutes(15), action, true);
    }

    @DataProvider
    Object[][] actions() {
        return new Object[][] {
            {new HandAction.Attach()},
            {new HandAction.PowerOn()},
            {new HandAction.PowerOff()},
            {new HandAction.PowerCycle(Duration.ZERO)},
            {new HandAction.PowerCycle(HandAction.LONGEST_OFF)},
            {new HandAction.PressButton("", HandAction.LEAST_PRESS)},
            {new HandAction.PressButton("reset", HandAction.LONGEST_PRESS)},
        };
    }

    @Test(dataProvider = "actions")
    public void everyOrderSurvivesTheWire(HandAction action) throws InvalidProtocolBufferException {
        var bytes = Hands.toWire(order(action)).toByteArray();
        assertThat(Hands.fromWire(org.proofmark.proto.rig.v1.HandOrder.parseFrom(bytes)))
                .isEqualTo(order(action));
    }

    @Test
    public void howFarAnOrderIsSurvivesTheWire() {
        var progress = new HandProgress("send image", 512, 2048);

        assertThat(Hands.fromWire(Hands.toWire(progress))).isEqualTo(progress);
        assertThat(progress.percent()).isEqualTo(25);
        var wire = Hands.toWire(progress).toBuilder();
        for (var bad :
                List.of(
                        wire.clone().setStep("").build(),
                        wire.clone().setStep("x".repeat(201)).build(),
                        wire.clone().setDoneBytes(2049).build(),
                        wire.clone().setDoneBytes(-1).build(),
                        wire.clone().setSizeBytes(-1).build())) {
            assertThatThrownBy(() -> Hands.fromWire(bad))
                    .as(bad.toString())
                    .isInstanceOf(WireFormatException.class);
        }
        assertThat(HandProgress.of("x".repeat(500), 0, 0).step()).hasSize(200);
        assertThat(HandProgress.of("", 0, 0).step()).isEqualTo("?");
    }

    @Test
    public void whatIsWrittenSurvivesTheWireAndStandsInNoWords() {
        var data = new byte[] {0, (byte) 0xFF, 'p', 'w'};
        var action = new HandAction.WriteConsole(data);
        assertThat(Hands.fromWire(Hands.toWire(action)))
                .isInstanceOfSatisfying(
                        HandAction.WriteConsole.class, w -> assertThat(w.data()).isEqualTo(data));
        assertThat(action.words()).isEqualTo("write 4 bytes to console");
    }

    @Test
    public void anImageToWriteSurvivesTheWireAndStandsInWordsWithItsDigest() {
        var image = Digest.of(new byte[] {7});
        var plan =
                new FlashSpec.Command(
                        "writer",
                        List.of("id"),
                        Pattern.compile("(.+)"),
                        "acme",
                        List.of("{image}"),
                        List.of(),
                        Optional.empty(),
                        Set.of(0),
                        Duration.ofMinutes(1),
                        FlashSpec.MAX_IMAGE_BYTES);
        var action = new HandAction.Flash(plan, "fw 2.img", image, 9);
        var read = (HandAction.Flash) Hands.fromWire(Hands.toWire(action));
        assertThat(FlashPlans.toWire(read.plan())).isEqualTo(FlashPlans.toWire(plan));
        assertThat(read.image()).isEqualTo(image);
        assertThat(read.bytes()).isEqualTo(9);
        assertThat(read.words()).isEqualTo("flash fw 2.img, 9 bytes, SHA-256 " + image.hex());
        var good = Hands.toWire(action);
        for (var bad :
                List.of(
                        good.getFlash().toBuilder().setImageName("").build(),
                        good.getFlash().toBuilder().setImageName("a\nb").build(),
                        good.getFlash().toBuilder().setImageDigest("x").build(),
                        good.getFlash().toBuilder().setImageBytes(0).build(),
                        good.getFlash().toBuilder().clearPlan().build())) {
            assertThatThrownBy(() -> Hands.fromWire(good.toBuilder().setFlash(bad).build()))
                    .as(bad.toString())
                    .isInstanceOf(WireFormatException.class);
        }
    }

    @Test
    public void everyResultSurvivesTheWire() {
        var all =
                List.of(
                        new HandResult.Done("text", Duration.ofMillis(10_002), true),
                        new HandResult.Refused("slot-busy", "why"),
                        new HandResult.Failed(
                                new Fault("power-not-cut", "w", "s", Duration.ofSeconds(5), "o")));
        assertThat(all).extracting(r -> Hands.fromWire(Hands.toWire(r))).isEqualTo(all);
        assertThat(HandResult.class.getPermittedSubclasses()).hasSize(all.size());
    }

    @Test
    public void whatIsOutOfRangeOrUnknownIsRefused() {
        var good = Hands.toWire(order(new HandAction.PowerOn()));
        var bad =
                List.of(
                        good.toBuilder().clearAction().build(),
                        good.toBuilder().setOrderId("").build(),
                        good.toBuilder().setLeaseId("").build(),
                        good.toBuilder().setSlot("/").build(),
                        good.toBuilder().setLease(Times.toWire(Duration.ofSeconds(59))).build(),
                        good.toBuilder().setLease(Times.toWire(Duration.ofHours(5))).build());
        for (var message : bad) {
            assertThatThrownBy(() -> Hands.fromWire(message))
                    .as(message.toString())
                    .isInstanceOf(WireFormatException.class);
        }
        assertThatThrownBy(() ->
                        Hands.fromWire(
                                org.proofmark.proto.hands.v1.HandResult.getDefaultInstance()))
                .isInstanceOf(WireFormatException.class);
    }

    @Test
    public void noActionIsLongerOrShorterThanItsLimits() {
        var over = Duration.ofNanos(1);
        assertThatThrownBy(() -> new HandAction.PressButton("", HandAction.LEAST_PRESS.minus(over)))
                .hasMessageContaining("10 to 300000 ms");
        assertThatThrownBy(
                        () -> new HandAction.PressButton("", HandAction.LONGEST_PRESS.plus(over)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new HandAction.PowerCycle(HandAction.LONGEST_OFF.plus(over)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new HandAction.WriteConsole(new byte[0]))
                .hasMessageContaining("1 to 1024 bytes");
        assertThatThrownBy(() -> new HandAction.WriteConsole(new byte[1025]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
