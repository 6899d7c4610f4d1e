package org.proofmark.controller.hands;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.proofmark.controller.fleet.Fleet;
import org.proofmark.controller.fleet.RigOrder;
import org.proofmark.controller.refusal.RefusedException;
import org.proofmark.controller.refusal.RefusedException.Kind;
import org.proofmark.domain.run.RigId;
import org.proofmark.domain.run.SlotId;

/// The consoles that are shown, and to whom. A rig sends a console once, however many look; one of
/// them may write. Thread-safe.
final class ShownConsoles {
    /// Who may look at one console at once.
    static final int MAX_VIEWERS = 32;

    /// What is kept for who looks later: as much as the rig keeps.
    private static final int RECENT_BYTES = 8 * 1024;

    private final Fleet fleet;
    // guarded by this
    private final Map<SlotId, Shown> shown = new HashMap<>();
    private final Map<SlotId, String> writers = new HashMap<>();

    private static final class Shown {
        private final List<ConsoleViewer> viewers = new ArrayList<>();
        private byte[] recent = new byte[0];

        void add(byte[] data) {
            var all = Arrays.copyOf(recent, recent.length + data.length);
            System.arraycopy(data, 0, all, recent.length, data.length);
            recent =
                    all.length <= RECENT_BYTES
                            ? all
                            : Arrays.copyOfRange(all, all.length - RECENT_BYTES, all.length);
        }
    }

    ShownConsoles(Fleet fleet) {
        this.fleet = fleet;
    }

    /// From now on this one writes, and nobody else.
    ///
    /// @throws RefusedException where somebody does
    synchronized void take(SlotId slot, String writer) {
        var other = writers.putIfAbsent(slot, writer);
        if (other != null) {
            throw new RefusedException(
                    Kind.NOT_NOW,
                    "console-taken",
                    "The console of slot "
                            + slot
                            + " is being written to by "
                            + other
                            + ": read along with --read-only.");
        }
    }

    synchronized void give(SlotId slot) {
        writers.remove(slot);
    }

    /// Who writes; null where nobody does.
    synchronized @Nullable String writer(SlotId slot) {
        return writers.get(slot);
    }

    /// Shows a console, with what was said before.
    synchronized void add(SlotId slot, ConsoleViewer viewer) {
        var now = shown.get(slot);
        if (now == null) {
            now = new Shown();
            shown.put(slot, now);
            fleet.send(slot.rig(), new RigOrder.ShowConsole(slot.slot(), true));
        } else if (now.viewers.size() >= MAX_VIEWERS) {
            throw new RefusedException(
                    Kind.EXHAUSTED,
                    "too-many-viewers",
                    MAX_VIEWERS + " look at the console of slot " + slot + " already.");
        } else {
            viewer.output(now.recent, 0);
        }
        now.viewers.add(viewer);
    }

    synchronized void remove(SlotId slot, ConsoleViewer viewer) {
        var now = shown.get(slot);
        if (now != null && now.viewers.remove(viewer) && now.viewers.isEmpty()) {
            shown.remove(slot);
            fleet.send(slot.rig(), new RigOrder.ShowConsole(slot.slot(), false));
        }
    }

    /// What a rig sends.
    synchronized void output(SlotId slot, byte[] data, long lost, String ended) {
        var now = shown.get(slot);
        if (now == null) {
            return;
        }
        now.add(data);
        now.viewers.forEach(v -> v.output(data, lost));
        if (!ended.isEmpty()) {
            end(slot, ended);
        }
    }

    /// Nothing more comes from this rig's stream.
    synchronized void gone(RigId rig, String why) {
        List.copyOf(shown.keySet()).stream()
                .filter(s -> s.rig().equals(rig))
                .forEach(s -> end(s, why));
    }

    private void end(SlotId slot, String why) {
        var was = shown.remove(slot);
        if (was != null) {
            was.viewers.forEach(v -> v.ended(why));
        }
    }
}
