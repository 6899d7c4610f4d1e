package org.proofmark.deviceprofiles;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.proofmark.deviceprofiles.ProfileException.Problem;
import org.proofmark.deviceprofiles.YamlNode.Place;

/// Gathers what is wrong with one file.
final class Problems {
    /// More than a person reads at once.
    private static final int MAX = 100;

    private final String file;
    private final List<Problem> all = new ArrayList<>();

    Problems(String file) {
        this.file = file;
    }

    void add(Place place, String key, String text) {
        if (all.size() < MAX) {
            all.add(new Problem(file, place.line(), place.column(), key, text));
        }
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    ProfileException exception() {
        return new ProfileException(
                all.stream()
                        .sorted(
                                Comparator.comparingInt(Problem::line)
                                        .thenComparingInt(Problem::column))
                        .toList());
    }
}
