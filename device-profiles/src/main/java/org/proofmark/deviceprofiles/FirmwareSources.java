package org.proofmark.deviceprofiles;

import java.util.List;
import org.proofmark.domain.profile.BootSpec.FirmwareSource;
import org.proofmark.domain.profile.InterfaceName;

/// Reads where a device says its firmware's version.
final class FirmwareSources {
    private FirmwareSources() {}

    static FirmwareSource read(Fields f) {
        if (f.oneOf(List.of("console", "dialogue")).orElse("console").equals("console")) {
            return new FirmwareSource.OnConsole(
                    f.required("console", "a pattern with a group").patternWithGroup());
        }
        return new FirmwareSource.Page(
                new InterfaceName(f.required("interface", "an interface").name()),
                f.required("dialogue", "the purpose of a dialogue").name());
    }
}
