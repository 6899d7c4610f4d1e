package org.proofmark.domain.run;

/// A slot of a rig: where a unit sits until a person moves it.
public record SlotId(RigId rig, SlotName slot) {
    /// `rig/slot`, as people type it.
    @Override
    public String toString() {
        return rig + "/" + slot;
    }
}
