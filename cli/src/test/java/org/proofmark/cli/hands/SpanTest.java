package org.proofmark.cli.hands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.proofmark.cli.exit.UnusableInput;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

public class SpanTest {
    private static final Duration DAY = Duration.ofDays(1);

    @DataProvider
    Object[][] times() {
        return new Object[][] {
            {"0s", Duration.ZERO},
            {"500ms", Duration.ofMillis(500)},
            {"1.5s", Duration.ofMillis(1500)},
            {"0.25m", Duration.ofSeconds(15)},
            {"10s", Duration.ofSeconds(10)},
            {"15m", Duration.ofMinutes(15)},
            {"2h", Duration.ofHours(2)},
        };
    }

    @Test(dataProvider = "times")
    public void aTimeIsANumberWithItsUnit(String text, Duration time) {
        assertThat(Span.parse("--for", text, Duration.ZERO, DAY)).isEqualTo(time);
        assertThat(Span.parse("--for", Span.words(time), Duration.ZERO, DAY)).isEqualTo(time);
    }

    @DataProvider
    Object[][] others() {
        return new Object[][] {
            {""},
            {"10"},
            {"s"},
            {"-1s"},
            {"1 s"},
            {"1d"},
            {"1S"},
            {"1.s"},
            {".5s"},
            {"1,5s"},
            {"9999999999s"},
            {"10s "},
            {"PT10S"}
        };
    }

    @Test(dataProvider = "others")
    public void anythingElseIsRefusedWithTheForm(String text) {
        assertThatThrownBy(() -> Span.parse("--for", text, Duration.ZERO, DAY))
                .isInstanceOf(UnusableInput.class)
                .hasMessageContaining("--for '" + text + "'")
                .hasMessageContaining("500ms, 10s, 15m or 2h");
    }

    @Test
    public void theLimitsAreNamed() {
        var least = Duration.ofMillis(10);
        assertThat(Span.parse("--hold", "10ms", least, DAY)).isEqualTo(least);
        assertThatThrownBy(() -> Span.parse("--hold", "9ms", least, DAY))
                .hasMessage("--hold '9ms': from 10ms to 24h");
        assertThatThrownBy(() -> Span.parse("--hold", "25h", least, DAY))
                .isInstanceOf(UnusableInput.class);
    }
}
