package org.proofmark.controller;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.proofmark.controller.backup.Backup;
import org.proofmark.controller.backup.Restore;
import org.proofmark.controller.testing.FakeRig;
import org.proofmark.controller.testing.Lab;
import org.proofmark.proto.rig.v1.LinkResponse;
import org.proofmark.proto.rig.v1.RunOrder;
import org.proofmark.proto.run.v1.Campaign;
import org.proofmark.proto.run.v1.CampaignState;
import org.proofmark.proto.run.v1.GetCampaignRequest;
import org.proofmark.proto.run.v1.RunState;
import org.testng.annotations.Test;

/// A controller that was restored from a backup which was made while it worked.
public class RestoredTest {
    @Test
    public void rigsFindTheRestoredControllerAndNothingOfTwoLivesIsMixed() throws Exception {
        try (var lab = new Lab()) {
            var rig = FakeRig.connect("rig-1", lab.rig("rig-1"), "a");
            rig.await(LinkResponse::hasWelcome);
            var ended = lab.submit("rig-1", "a");
            complete(rig, rig.order());
            lab.awaitEnd(ended);
            var broken = lab.submit("rig-1", "a");
            var order = rig.order();
            rig.accept(order);
            rig.progress(order, 1, "boot");
            rig.awaitAck(order, 1);
            var file = lab.state().resolveSibling("backup");
            new Backup(lab.state(), "test", InstantSource.system()).write(file, Optional.empty());
            // acknowledged after the backup: the rig has forgotten it
            rig.progress(order, 2, "reset");
            rig.awaitAck(order, 2);
            var link = lab.controller().link();
            lab.stopController();
            Files.move(lab.state(), lab.state().resolveSibling("burnt"));
            Restore.read(file, lab.state());
            lab.startAgain();
            assertThat(lab.controller().link()).isEqualTo(link);
            assertThat(campaign(lab, ended).getState())
                    .isEqualTo(CampaignState.CAMPAIGN_STATE_ENDED);
            assertThat(campaign(lab, broken).getState())
                    .isEqualTo(CampaignState.CAMPAIGN_STATE_CANCELLED);
            assertThat(campaign(lab, broken).getRuns(0).getState())
                    .isEqualTo(RunState.RUN_STATE_CANCELLED);
            assertThat(campaign(lab, broken).getRuns(0).getFault().getCode())
                    .isEqualTo("controller-restored");
            goOn(lab, order);
        }
    }

    private static void goOn(Lab lab, RunOrder order) throws Exception {
        try (var back = new FakeRig("rig-1", lab.rig("rig-1"))) {
            back.hello("rig-1", List.of(FakeRig.owns(order)), "a");
            assertThat(back.await(LinkResponse::hasAbort).getAbort().getRunId())
                    .isEqualTo(order.getRunId());
            // what came in between is gone: the rig is rid of the rest all the same
            back.ended(order, 3, false);
            back.awaitAck(order, 3);
            var next = lab.submit("rig-1", "a");
            complete(back, back.order());
            assertThat(lab.awaitEnd(next).getRuns(0).getState())
                    .isEqualTo(RunState.RUN_STATE_COMPLETED);
        }
        // once is enough: the next start cancels nothing
        lab.restart();
        assertThat(lab.state().resolve(StateStore.RESTORED)).doesNotExist();
    }

    private static void complete(FakeRig rig, RunOrder order) {
        rig.accept(order);
        rig.progress(order, 1, "boot");
        rig.ended(order, 2, true);
    }

    private static Campaign campaign(Lab lab, String id) throws Exception {
        return lab.runs()
                .getCampaign(GetCampaignRequest.newBuilder().setCampaignId(id).build())
                .getCampaign();
    }

    @Test
    public void everyFileOfAStateFolderIsInTheBackupOrIsMadeAnew() throws Exception {
        try (var lab = new Lab()) {
            var rig = FakeRig.connect("rig-1", lab.rig("rig-1"), "a");
            rig.await(LinkResponse::hasWelcome);
            var campaign = lab.submit("rig-1", "a");
            complete(rig, rig.order());
            lab.awaitEnd(campaign);
            var file = lab.state().resolveSibling("backup");
            new Backup(lab.state(), "test", InstantSource.system()).write(file, Optional.empty());
            var restored = lab.state().resolveSibling("restored");
            Restore.read(file, restored);
            var madeAnew =
                    List.of("lock", "endpoints.json", "controller.db-wal", "controller.db-shm");
            assertThat(files(lab.state()))
                    .filteredOn(f -> !madeAnew.contains(f))
                    .isNotEmpty()
                    .isSubsetOf(files(restored));
        }
    }

    private static List<String> files(Path folder) throws Exception {
        try (var all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(f -> folder.relativize(f).toString())
                    .toList();
        }
    }
}
