package org.proofmark.cli.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.proofmark.cli.exit.Trouble;
import org.testng.annotations.Test;

public class CampaignRunnerTest {
    @Test
    public void noMoreUnitsAreAtWorkThanThereArePlaces() {
        var atWork = new AtomicInteger();
        var most = new AtomicInteger();
        var jobs = new ArrayList<CampaignRunner.Job>();
        for (int i = 0; i < 20; i++) {
            int units = 1 + i % 4;
            var name = "job " + i;
            jobs.add(
                    new CampaignRunner.Job(
                            units,
                            () -> {
                                most.accumulateAndGet(atWork.addAndGet(units), Math::max);
                                atWork.addAndGet(-units);
                                return name;
                            }));
        }
        var ids = CampaignRunner.runJobs(jobs, 4);
        assertThat(ids).hasSize(20).startsWith("job 0", "job 1").endsWith("job 19");
        assertThat(most.get()).isBetween(1, 4);
    }

    @Test
    public void aJobThatNeedsMoreThanThereIsRunsAlone() {
        var jobs =
                List.of(
                        new CampaignRunner.Job(9, () -> "large"),
                        new CampaignRunner.Job(1, () -> "small"));
        assertThat(CampaignRunner.runJobs(jobs, 2)).containsExactly("large", "small");
    }

    @Test
    public void theFailureOfAJobIsTold() {
        var jobs =
                List.of(
                        new CampaignRunner.Job(1, () -> "one"),
                        new CampaignRunner.Job(
                                1,
                                () -> {
                                    throw new Trouble("the rig is gone");
                                }));
        assertThatThrownBy(() -> CampaignRunner.runJobs(jobs, 2))
                .isInstanceOf(Trouble.class)
                .hasMessage("the rig is gone");
    }
}
