package org.proofmark.rigagent.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.proofmark.domain.run.SlotName;
import org.proofmark.domain.time.Ticker;
import org.proofmark.proto.run.v1.LoginOutcome;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

public class StepTimesTest {
    private final AtomicLong nanos = new AtomicLong();
    private final List<String> heard = new ArrayList<>();
    private StepTimes times;

    @BeforeMethod
    void begin() {
        heard.clear();
        Ticker ticker = nanos::get;
        times =
                new StepTimes(
                        new SlotName("a"),
                        ticker,
                        (slot, operation, took, outcome) ->
                                heard.add(
                                        slot
                                                + " "
                                                + operation
                                                + " "
                                                + took.toSeconds()
                                                + " "
                                                + outcome));
    }

    private void pass(int seconds) {
        nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    @Test
    public void aBootLastsUntilTheNextRecord() {
        times.recorded();
        times.poweredOn();
        pass(7);
        times.recorded();
        pass(3);
        times.recorded();
        assertThat(heard).containsExactly("a BOOT 7 done");
    }

    @Test
    public void aBootThatAFaultEndsIsAFault() {
        times.poweredOn();
        pass(30);
        times.broken();
        times.recorded();
        assertThat(heard).containsExactly("a BOOT 30 fault");
    }

    @Test
    public void aPowerCycleWithoutARecordIsNoBoot() {
        times.poweredOn();
        pass(1);
        times.poweredOff();
        times.recorded();
        times.broken();
        assertThat(heard).isEmpty();
    }

    @Test
    public void aLoginLastsFromTheRecordBeforeIt() {
        times.recorded();
        pass(2);
        times.login(LoginOutcome.LOGIN_OUTCOME_ACCEPTED);
        pass(4);
        times.login(LoginOutcome.LOGIN_OUTCOME_REFUSED);
        assertThat(heard).containsExactly("a LOGIN 2 accepted", "a LOGIN 4 refused");
    }

    @Test
    public void theFirstRecordAfterAPowerOnIsABoot() {
        times.recorded();
        times.poweredOn();
        pass(5);
        times.login(LoginOutcome.LOGIN_OUTCOME_ACCEPTED);
        assertThat(heard).containsExactly("a BOOT 5 done");
    }

    @Test
    public void aLoginWithoutARecordBeforeItIsNotTimed() {
        times.login(LoginOutcome.LOGIN_OUTCOME_ACCEPTED);
        assertThat(heard).isEmpty();
    }
}
