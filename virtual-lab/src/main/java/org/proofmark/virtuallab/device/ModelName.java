package org.proofmark.virtuallab.device;

import java.util.List;

/// What a simulated device calls itself.
///
/// @param id as [Main] takes it
/// @param maker the brand
/// @param model as printed on the unit and shown at its prompts
public record ModelName(String id, String maker, String model) {

    /// The names of a simulated device.
    ///
    /// @throws IllegalArgumentException where there is none of that id
    public static ModelName of(String id) {
        return DeviceModels.find(id)
                .map(model -> new ModelName(id, model.maker(), model.name()))
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "no simulated device '" + id + "'; there are " + ids()));
    }

    /// The ids of all simulated devices, sorted.
    public static List<String> ids() {
        return DeviceModels.ids();
    }
}
