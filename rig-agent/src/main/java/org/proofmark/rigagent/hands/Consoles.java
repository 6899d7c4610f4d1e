package org.proofmark.rigagent.hands;

import java.util.HashMap;
import java.util.Map;
import org.proofmark.domain.run.SlotName;
import org.proofmark.rigagent.slot.Slot;

/// The consoles that are shown to operators. Thread-safe.
final class Consoles implements AutoCloseable {
    private final Map<SlotName, Slot> slots;
    // guarded by this
    private final Map<SlotName, ShownConsole> shown = new HashMap<>();
    private HandOutlet outlet = HandOutlet.NONE;

    Consoles(Map<SlotName, Slot> slots) {
        this.slots = slots;
    }

    /// From now on they go here. What was shown before is not any more: whoever looks asks again.
    synchronized void sendTo(HandOutlet heard) {
        close();
        outlet = heard;
    }

    synchronized void show(SlotName name, boolean wanted) {
        var former = shown.remove(name);
        if (former != null) {
            former.close();
        }
        var slot = slots.get(name);
        if (!wanted) {
            return;
        }
        if (slot == null || !slot.roles().contains("console")) {
            var _ = outlet.output(name, new byte[0], 0, "slot " + name + " has no console");
            return;
        }
        var console = new ShownConsole(slot, outlet);
        shown.put(name, console);
        console.start();
    }

    @Override
    public synchronized void close() {
        shown.values().forEach(ShownConsole::close);
        shown.clear();
    }
}
