package org.proofmark.rigagent.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.proofmark.domain.run.Attempt;
import org.proofmark.domain.run.RunId;
import org.proofmark.domain.run.SlotName;
import org.proofmark.domain.time.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The agent's write-ahead journal: what it does to a device stands here, on the disk, before it is
/// done. From it the next life of the agent knows which attempts the last one left open.
///
/// Thread-safe. Bounded: at start a journal beyond [#MAX_BYTES] is put aside as `journal.1`, in
/// place of an older one; nothing is open then but what [#open] reports.
public final class Journal implements Closeable {
    /// A journal that is larger is put aside at the next start: some 300,000 actuations.
    public static final long MAX_BYTES = 64L * 1024 * 1024;

    /// Runs whose last attempt number is remembered, so that an old order is refused.
    private static final int REMEMBERED_RUNS = 10_000;

    /// Operators' orders that are remembered, so that none is carried out by two lives of the
    /// agent.
    private static final int REMEMBERED_ORDERS = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    private final LineLog log;
    private final Ticker ticker;
    private final InstantSource clock;
    private final List<OpenAttempt> leftOpen;
    private final Map<RunId, Integer> lastAttempt;
    private final Set<String> earlierOrders;

    /// An attempt that the last life of the agent did not end.
    ///
    /// @param suite pid and start of its suite process, where one was started
    public record OpenAttempt(Attempt attempt, SlotName slot, Optional<ProcessMark> suite) {}

    /// A process: its pid may be another's by now, so its start counts too.
    public record ProcessMark(long pid, String start) {}

    private Journal(LineLog log, Ticker ticker, InstantSource clock, History history) {
        this.log = log;
        this.ticker = ticker;
        this.clock = clock;
        this.leftOpen = List.copyOf(history.open.values());
        this.lastAttempt = history.last;
        this.earlierOrders = Set.copyOf(history.orders.keySet());
    }

    /// Opens or makes the journal.
    public static Journal open(Path file, Ticker ticker, InstantSource clock) throws IOException {
        var history = new History();
        var log = LineLog.open(file, line -> JournalEntry.parse(line).ifPresent(history::take));
        if (log.damagedLines() > 0) {
            LOG.warn("{} lines of {} are damaged and were passed over", log.damagedLines(), file);
        }
        if (log.length() > MAX_BYTES && history.open.isEmpty()) {
            log.close();
            Files.move(
                    file,
                    file.resolveSibling(file.getFileName() + ".1"),
                    StandardCopyOption.REPLACE_EXISTING);
            log = LineLog.open(file, line -> {});
        }
        return new Journal(log, ticker, clock, history);
    }

    /// The attempts that were open when the journal was opened.
    public List<OpenAttempt> leftOpen() {
        return leftOpen;
    }

    /// True where an earlier life of the agent began to carry this operator's order out.
    public boolean ordered(String order) {
        return earlierOrders.contains(order);
    }

    /// The highest attempt number of this run that the journal knows, 0 where none.
    public int lastAttempt(RunId run) {
        synchronized (lastAttempt) {
            return lastAttempt.getOrDefault(run, 0);
        }
    }

    /// Writes an entry; returns when it is on the disk.
    ///
    /// @throws StorageFault where it is not; what it announces must then not be done
    public void write(
            JournalEntry.Kind kind,
            Optional<SlotName> slot,
            Optional<Attempt> attempt,
            Map<String, String> detail) {
        log.append(
                new JournalEntry(clock.instant(), ticker.nanos(), kind, slot, attempt, detail)
                        .toJson());
        if (kind == JournalEntry.Kind.ATTEMPT_OPENED) {
            attempt.ifPresent(a -> {
                synchronized (lastAttempt) {
                    lastAttempt.merge(a.run(), a.number(), Math::max);
                }
            });
        }
    }

    /// The lines about one attempt, as JSON, in order.
    public List<String> excerpt(Attempt attempt) {
        var lines = new ArrayList<String>();
        var needle = "\"" + attempt.run().value() + "\"";
        log.forEach(line -> {
            if (line.contains(needle)
                    && JournalEntry.parse(line)
                            .flatMap(JournalEntry::attempt)
                            .equals(Optional.of(attempt))) {
                lines.add(line);
            }
        });
        return lines;
    }

    @Override
    public void close() throws IOException {
        log.close();
    }

    private static final class History {
        private final Map<Attempt, OpenAttempt> open = new LinkedHashMap<>();
        private final Map<RunId, Integer> last =
                new LinkedHashMap<>() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    protected boolean removeEldestEntry(Map.Entry<RunId, Integer> eldest) {
                        return size() > REMEMBERED_RUNS;
                    }
                };

        private final Map<String, Boolean> orders =
                new LinkedHashMap<>() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                        return size() > REMEMBERED_ORDERS;
                    }
                };

        private void take(JournalEntry entry) {
            if (entry.kind() == JournalEntry.Kind.HAND_ORDER) {
                orders.put(entry.detail().getOrDefault("order", ""), true);
            }
            entry.attempt().ifPresent(attempt -> take(attempt, entry));
        }

        private void take(Attempt attempt, JournalEntry entry) {
            switch (entry.kind()) {
                case ATTEMPT_OPENED -> {
                    last.merge(attempt.run(), attempt.number(), Math::max);
                    entry.slot()
                            .ifPresent(slot ->
                                    open.put(
                                            attempt,
                                            new OpenAttempt(attempt, slot, Optional.empty())));
                }
                case SUITE_STARTED ->
                        open.computeIfPresent(
                                attempt,
                                (a, o) -> new OpenAttempt(a, o.slot(), suite(entry.detail())));
                case ATTEMPT_ENDED -> open.remove(attempt);
                case AGENT_STARTED,
                        HAND_LEASE_TAKEN,
                        HAND_ORDER,
                        HAND_LEASE_ENDED,
                        POWER_ON,
                        POWER_OFF,
                        BUTTON_PRESS,
                        BUTTON_RELEASE,
                        CONSOLE_WRITE,
                        FLASH,
                        EFFECT -> {}
            }
        }

        private static Optional<ProcessMark> suite(Map<String, String> detail) {
            return Optional.ofNullable(detail.get("pid"))
                    .map(pid ->
                            new ProcessMark(Long.parseLong(pid), detail.getOrDefault("start", "")));
        }
    }
}
