package org.proofmark.cli.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.proofmark.cli.client.CampaignListener;
import org.proofmark.cli.client.ControllerClient;
import org.proofmark.cli.exit.Trouble;

/// Runs campaigns side by side, each followed to its end by a thread of its own.
public final class CampaignRunner {
    private final ControllerClient client;
    private final CampaignListener listener;

    /// @param listener hears of all campaigns, from several threads
    public CampaignRunner(ControllerClient client, CampaignListener listener) {
        this.client = client;
        this.listener = listener;
    }

    /// Submits one and returns its id when it has ended.
    public String run(CampaignOrder order) {
        return run(order, listener);
    }

    /// The same with another listener.
    public String run(CampaignOrder order, CampaignListener ownListener) {
        var id = order.submit(client, ownListener::noted);
        client.watch(id, ownListener);
        return id;
    }

    /// Runs all of them, with no more units at work at a time than there are places; a campaign
    /// that needs more than there are runs alone.
    ///
    /// @return the ids in the order of the orders
    public List<String> runAll(List<CampaignOrder> orders, int places) {
        var jobs =
                orders.stream()
                        .map(order -> new Job(order.units().size(), () -> run(order)))
                        .toList();
        return runJobs(jobs, places);
    }

    /// Work that keeps some units busy.
    ///
    /// @param units 1 or more
    /// @param work returns a campaign's id
    public record Job(int units, Callable<String> work) {}

    /// Runs the jobs, as [#runAll] does.
    public static List<String> runJobs(List<Job> jobs, int places) {
        var free = new Semaphore(places, true);
        try (var threads =
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("campaign ", 0).factory())) {
            var running = new ArrayList<Future<String>>();
            for (Job job : jobs) {
                int wanted = Math.min(job.units(), places);
                free.acquireUninterruptibly(wanted);
                running.add(threads.submit(() -> workAndFree(job, free, wanted)));
            }
            return running.stream().map(CampaignRunner::result).toList();
        }
    }

    private static String workAndFree(Job job, Semaphore free, int places) throws Exception {
        try {
            return job.work().call();
        } finally {
            free.release(places);
        }
    }

    private static String result(Future<String> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Trouble("interrupted while campaigns were running", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new Trouble("a campaign failed: " + e.getCause(), e);
        }
    }
}
