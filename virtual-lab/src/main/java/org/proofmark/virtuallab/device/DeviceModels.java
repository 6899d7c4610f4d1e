package org.proofmark.virtuallab.device;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The simulated devices there are.
final class DeviceModels {
    private static final Map<String, DeviceModel> ALL =
            Stream.concat(CompliantModels.all(), FlawedModels.all())
                    .collect(Collectors.toUnmodifiableMap(DeviceModel::id, Function.identity()));

    private DeviceModels() {}

    /// The model of an id of the catalogue of flaws.
    static Optional<DeviceModel> find(String id) {
        return Optional.ofNullable(ALL.get(id));
    }

    /// All ids, sorted.
    static List<String> ids() {
        return ALL.keySet().stream().sorted().toList();
    }
}
