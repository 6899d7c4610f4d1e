package org.proofmark.virtuallab.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// Where the things of a slot are. The paths stay the same for the slot's life.
///
/// @param root the slot's own folder
/// @param serialNumber of the unit in the slot: each unit has its own flash and its own label
record SlotFolder(Path root, String serialNumber) {
    static SlotFolder create(Path root, String serialNumber) throws IOException {
        var folder = new SlotFolder(root.toAbsolutePath().normalize(), serialNumber);
        var ownerOnly =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        Files.createDirectories(folder.state(), ownerOnly);
        return folder;
    }

    Path uart() {
        return root.resolve("uart");
    }

    Path console() {
        return root.resolve("console");
    }

    Path button() {
        return root.resolve("button");
    }

    Path unit() {
        return root.resolve("units").resolve(serialNumber);
    }

    Path state() {
        return unit().resolve("state");
    }

    Path label() {
        return unit().resolve("label.json");
    }

    Path log() {
        return root.resolve("device.log");
    }

    Path life() {
        return root.resolve("life");
    }

    Path address() {
        return root.resolve("address");
    }

    Path lock() {
        return root.resolve("lock");
    }

    /// True for the flash of any unit that ever sat in this slot.
    boolean holdsState(String dutState) {
        return dutState.startsWith(root.resolve("units") + "/");
    }
}
