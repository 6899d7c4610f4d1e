package org.proofmark.rigagent.slot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.proofmark.bench.BenchFault;
import org.proofmark.bench.wiring.ButtonDriver;
import org.proofmark.bench.wiring.LabelSource;
import org.proofmark.bench.wiring.NetworkDriver;
import org.proofmark.bench.wiring.PowerDriver;
import org.proofmark.bench.wiring.SerialLine;
import org.proofmark.bench.wiring.SlotSite;
import org.proofmark.bench.wiring.Wiring;
import org.proofmark.rigagent.config.ConfigRefused;
import org.proofmark.rigagent.config.RigFile;

/// The wirings of one slot as one: each role is offered by one of them at most.
final class SlotWiring implements AutoCloseable {
    private final List<Wiring> opened = new ArrayList<>();
    private final Map<String, Integer> lineOfRole = new TreeMap<>();
    private final Map<String, ButtonDriver> buttons = new TreeMap<>();
    private @Nullable PowerDriver power;
    private @Nullable SerialLine serial;
    private @Nullable NetworkDriver network;
    private @Nullable LabelSource label;

    private SlotWiring() {}

    /// @throws ConfigRefused where two wirings offer one role, or the hardware cannot be taken
    static SlotWiring open(String source, RigFile.SlotEntry slot, SlotSite site) {
        var merged = new SlotWiring();
        try {
            for (var entry : slot.wiring()) {
                merged.add(source, slot, entry, site);
            }
            return merged;
        } catch (RuntimeException e) {
            merged.close();
            throw e;
        }
    }

    private void add(
            String source, RigFile.SlotEntry slot, RigFile.WiringEntry entry, SlotSite site) {
        Wiring wiring;
        try {
            wiring = entry.kind().open(site, entry.settings());
        } catch (BenchFault e) {
            throw new ConfigRefused(
                    source,
                    entry.line(),
                    "wiring " + entry.kind().name() + " of slot " + slot.name(),
                    e.fault().what());
        }
        opened.add(wiring);
        for (var role : rolesOf(wiring)) {
            var before = lineOfRole.putIfAbsent(role, entry.line());
            if (before != null) {
                throw new ConfigRefused(
                        source,
                        entry.line(),
                        "wiring " + entry.kind().name() + " of slot " + slot.name(),
                        "offers the role "
                                + role
                                + ", which the wiring on line "
                                + before
                                + " offers already; expected one wiring per role");
            }
        }
        buttons.putAll(wiring.buttons());
        power = wiring.power().orElse(power);
        serial = wiring.serial().orElse(serial);
        network = wiring.network().orElse(network);
        label = wiring.label().orElse(label);
    }

    private static Set<String> rolesOf(Wiring wiring) {
        var roles = new TreeSet<String>();
        wiring.power().ifPresent(p -> roles.add("power"));
        wiring.serial().ifPresent(s -> roles.add("console"));
        wiring.network().ifPresent(n -> roles.add("network"));
        wiring.label().ifPresent(l -> roles.add("label"));
        wiring.buttons().keySet().forEach(name -> roles.add("button:" + name));
        return roles;
    }

    List<String> roles() {
        return List.copyOf(lineOfRole.keySet());
    }

    /// The line of the rig's file whose wiring offers a role; 0 where none does.
    int line(String role) {
        return lineOfRole.getOrDefault(role, 0);
    }

    Optional<PowerDriver> power() {
        return Optional.ofNullable(power);
    }

    Optional<SerialLine> serial() {
        return Optional.ofNullable(serial);
    }

    Optional<NetworkDriver> network() {
        return Optional.ofNullable(network);
    }

    Optional<LabelSource> label() {
        return Optional.ofNullable(label);
    }

    Map<String, ButtonDriver> buttons() {
        return buttons;
    }

    @Override
    public void close() {
        for (var wiring : opened.reversed()) {
            wiring.close();
        }
    }
}
