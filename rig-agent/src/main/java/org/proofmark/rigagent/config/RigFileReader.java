package org.proofmark.rigagent.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.proofmark.bench.wiring.WiringKind;
import org.proofmark.domain.run.RigId;
import org.proofmark.domain.run.SlotName;
import org.proofmark.domain.run.UnitId;
import org.proofmark.rigagent.config.RigFile.SlotEntry;
import org.proofmark.rigagent.config.RigFile.WiringEntry;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Turns a checked tree into a [RigFile].
final class RigFileReader {
    /// Where nothing else is said: room for some hours of records and captures.
    private static final long DEFAULT_MINIMUM_FREE_MEBIBYTES = 256;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String source;
    private final YamlTree tree;
    private final Map<String, WiringKind> kinds;

    RigFileReader(String source, YamlTree tree, Map<String, WiringKind> kinds) {
        this.source = source;
        this.tree = tree;
        this.kinds = kinds;
    }

    RigFile read() {
        new SchemaCheck(source, tree).check(SchemaCheck.rigSchema(), tree.root(), "");
        var slots = new ArrayList<SlotEntry>();
        var lines = new HashMap<SlotName, Integer>();
        var units = new HashMap<UnitId, Integer>();
        for (int i = 0; i < tree.root().path("slots").size(); i++) {
            var slot = slot(tree.root().path("slots").path(i), "/slots/" + i);
            once(lines, slot.name(), "/slots/" + i + "/name");
            slot.unit().ifPresent(unit -> once(units, unit, "/slots/" + slots.size() + "/unit"));
            slots.add(slot);
        }
        long free =
                tree.root().path("minimum-free-mebibytes").asLong(DEFAULT_MINIMUM_FREE_MEBIBYTES);
        return new RigFile(
                source,
                new RigId(tree.root().path("rig").asString()),
                slots,
                Math.multiplyExact(free, 1024L * 1024L),
                flashTools());
    }

    private Map<String, Path> flashTools() {
        var tools = new HashMap<String, Path>();
        for (var tool : tree.root().path("flash-tools").properties()) {
            tools.put(tool.getKey(), Path.of(tool.getValue().asString()));
        }
        return tools;
    }

    private <T> void once(Map<T, Integer> lines, T name, String pointer) {
        var before = lines.putIfAbsent(name, tree.line(pointer));
        if (before != null) {
            throw new ConfigRefused(
                    source,
                    tree.line(pointer),
                    YamlTree.key(pointer),
                    "'" + name + "' is taken on line " + before + "; expected another name");
        }
    }

    private SlotEntry slot(JsonNode node, String pointer) {
        var wiring = new ArrayList<WiringEntry>();
        for (int i = 0; i < node.path("wiring").size(); i++) {
            wiring.add(wiring(node.path("wiring").path(i), pointer + "/wiring/" + i));
        }
        var unit = node.path("unit");
        return new SlotEntry(
                new SlotName(node.path("name").asString()),
                unit.isMissingNode() ? Optional.empty() : Optional.of(new UnitId(unit.asString())),
                node.path("batch").asString(""),
                wiring,
                tree.line(pointer));
    }

    private WiringEntry wiring(JsonNode node, String pointer) {
        var name = node.path("kind").asString();
        var kind = kinds.get(name);
        if (kind == null) {
            throw new ConfigRefused(
                    source,
                    tree.line(pointer + "/kind"),
                    YamlTree.key(pointer + "/kind"),
                    "no wiring kind '"
                            + name
                            + "'; expected one of "
                            + new TreeSet<>(kinds.keySet()));
        }
        var settings = ((ObjectNode) node).deepCopy();
        settings.remove("kind");
        new SchemaCheck(source, tree).check(kind.settingsSchema(), settings, pointer);
        return new WiringEntry(kind, plain(settings), tree.line(pointer));
    }

    private static Map<String, Object> plain(ObjectNode settings) {
        var map = new HashMap<String, Object>();
        for (var property : settings.properties()) {
            map.put(property.getKey(), JSON.treeToValue(property.getValue(), Object.class));
        }
        return map;
    }
}
