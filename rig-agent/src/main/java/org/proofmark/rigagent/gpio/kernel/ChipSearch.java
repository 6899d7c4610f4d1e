package org.proofmark.rigagent.gpio.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.proofmark.bench.BenchFault;

/// Looks through the chips of a machine.
record ChipSearch(Path folder, List<Path> paths) {
    ChipSearch {
        paths = List.copyOf(paths);
    }

    static ChipSearch in(Path folder) {
        try (var found = Files.newDirectoryStream(folder, "gpiochip*")) {
            var paths = new ArrayList<Path>();
            for (var path : found) {
                // a Raspberry Pi 5 has /dev/gpiochip4 as another name of gpiochip0
                paths.add(path.toRealPath());
            }
            return new ChipSearch(folder, paths.stream().distinct().sorted().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be read", e);
        }
    }

    GpioChip labelled(String label) {
        if (paths.isEmpty()) {
            throw GpioFaults.noChips(folder);
        }
        var matches = new ArrayList<GpioChip>();
        var others = new ArrayList<ChipInfo>();
        BenchFault unread = null;
        for (var path : paths) {
            try {
                var chip = GpioChip.open(path);
                if (chip.info().label().equals(label)) {
                    matches.add(chip);
                } else {
                    others.add(chip.info());
                    chip.close();
                }
            } catch (BenchFault e) {
                // the chip that is looked for may be this one: its label cannot be read
                unread = unread == null ? e : unread;
            }
        }
        return one(label, matches, others, unread);
    }

    private static GpioChip one(
            String label,
            List<GpioChip> matches,
            List<ChipInfo> others,
            @Nullable BenchFault unread) {
        if (matches.size() == 1) {
            return matches.getFirst();
        }
        matches.forEach(GpioChip::close);
        if (matches.size() > 1) {
            throw GpioFaults.severalChips(
                    label, matches.stream().map(chip -> chip.info().path()).toList());
        }
        throw unread == null ? GpioFaults.noChip(label, others) : unread;
    }
}
