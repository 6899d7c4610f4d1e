package org.proofmark.certification.passwords;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.proofmark.domain.scheme.UniversalDefaults;
import org.proofmark.domain.scheme.UniversalDefaults.Entry;

/// The order in which universal defaults are tried on an interface.
final class Guesses {
    private Guesses() {}

    /// Where accounts are known, they and all others take turns: what opens the known account is
    /// likely, and a hidden account is what nobody looks for. Each in the order of the list.
    ///
    /// @param accounts those that the profile names for the interface; an empty name = the
    ///   interface asks for none
    static List<Entry> inOrder(Set<String> accounts) {
        if (accounts.equals(Set.of(""))) {
            return UniversalDefaults.passwords().stream().map(p -> new Entry("", p)).toList();
        }
        var known =
                UniversalDefaults.ordered().stream()
                        .filter(e -> accounts.contains(e.username()))
                        .toList();
        var unheard =
                accounts.stream()
                        .filter(a -> !a.isEmpty())
                        .filter(a -> known.stream().noneMatch(e -> e.username().equals(a)))
                        .flatMap(a ->
                                UniversalDefaults.passwords().stream().map(p -> new Entry(a, p)))
                        .toList();
        var others =
                UniversalDefaults.ordered().stream()
                        .filter(e -> !accounts.contains(e.username()))
                        .toList();
        return inTurn(Stream.concat(known.stream(), unheard.stream()).toList(), others);
    }

    private static List<Entry> inTurn(List<Entry> first, List<Entry> second) {
        var all = new ArrayList<Entry>();
        for (int i = 0; i < Math.max(first.size(), second.size()); i++) {
            if (i < first.size()) {
                all.add(first.get(i));
            }
            if (i < second.size()) {
                all.add(second.get(i));
            }
        }
        return all;
    }
}
