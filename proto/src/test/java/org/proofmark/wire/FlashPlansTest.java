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
import org.proofmark.proto.flash.v1.FlashPlan;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

public class FlashPlansTest {
    private static FlashSpec.Step step(String command, String expect) {
        return new FlashSpec.Step(command, Pattern.compile(expect));
    }

    private static FlashSpec uboot() {
        return new FlashSpec.UBoot(
                Pattern.compile("Hit any key"),
                " ",
                Pattern.compile("^=> ", Pattern.MULTILINE),
                List.of(step("printenv board", "board=box-1")),
                0x4200_0000L,
                List.of(step("virtio write ${address} 800 ${blocks}", "OK"), step("sync", "")),
                List.of(step("virtio read ${address} 800 ${blocks}", "(?i)ok")),
                "reset",
                Duration.ofSeconds(61),
                Duration.ofMillis(90_500),
                640 << 10);
    }

    private static FlashSpec tool(Optional<Pattern> progress) {
        return new FlashSpec.Command(
                "esptool",
                List.of("chip_id"),
                Pattern.compile("Chip is (\\S+)"),
                "ESP32",
                List.of("write", "{image}"),
                List.of("verify"),
                progress,
                Set.of(0, 3),
                Duration.ofMinutes(5),
                FlashSpec.MAX_IMAGE_BYTES);
    }

    @DataProvider
    Object[][] plans() {
        return new Object[][] {
            {uboot()},
            {tool(Optional.empty())},
            {tool(Optional.of(Pattern.compile("(?<percent>\\d+) %", Pattern.CASE_INSENSITIVE)))},
        };
    }

    @Test(dataProvider = "plans")
    public void everyPlanSurvivesTheWire(FlashSpec plan) throws InvalidProtocolBufferException {
        var bytes = FlashPlans.toWire(plan).toByteArray();
        assertThat(FlashPlans.fromWire(FlashPlan.parseFrom(bytes)))
                .usingRecursiveComparison()
                .withEqualsForType(
                        (a, b) -> a.pattern().equals(b.pattern()) && a.flags() == b.flags(),
                        Pattern.class)
                .isEqualTo(plan);
    }

    @Test
    public void aPlanOfBeforeLargestSizesHasTheLimitOfAllImages() {
        var before = FlashPlans.toWire(uboot()).toBuilder().clearMaxBytes().build();

        assertThat(FlashPlans.fromWire(before).maxBytes()).isEqualTo(FlashSpec.MAX_IMAGE_BYTES);
    }

    @Test
    public void whatIsNoPlanIsRefused() {
        var u = FlashPlans.toWire(uboot());
        var t = FlashPlans.toWire(tool(Optional.empty()));
        var bad =
                List.of(
                        FlashPlan.getDefaultInstance(),
                        u.toBuilder().setUBoot(u.getUBoot().toBuilder().clearIdentity()).build(),
                        u.toBuilder().setUBoot(u.getUBoot().toBuilder().clearWrite()).build(),
                        u.toBuilder().setUBoot(u.getUBoot().toBuilder().setAddress(-1)).build(),
                        u.toBuilder().setMaxBytes(-1).build(),
                        u.toBuilder().setMaxBytes((64 << 20) + 1).build(),
                        t.toBuilder().setTool(t.getTool().toBuilder().clearIdentity()).build(),
                        t.toBuilder().setTool(t.getTool().toBuilder().clearShows()).build(),
                        t.toBuilder().setTool(t.getTool().toBuilder().clearAccepted()).build());
        for (var message : bad) {
            assertThatThrownBy(() -> FlashPlans.fromWire(message))
                    .as(message.toString())
                    .isInstanceOf(WireFormatException.class);
        }
        var brackets = t.toBuilder();
        brackets.getToolBuilder().getShowsBuilder().setRegex("(unclosed");
        assertThatThrownBy(() -> FlashPlans.fromWire(brackets.build()))
                .isInstanceOf(WireFormatException.class)
                .hasMessageContaining("unclosed");
    }
}
