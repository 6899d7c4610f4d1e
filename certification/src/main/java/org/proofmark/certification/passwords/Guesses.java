package org.proofmark.certification.passwords;

import java.util.ArrayList;
import java.util.HashSet;
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
        return inTurn(Stream.concat(known.stream(), unheard.stream()).toList(), varied(others));
    }

    /// Likely entries and accounts that had no turn yet, one after the other: a list that only
    /// follows likelihood spends all of its first tries on one or two accounts.
    private static List<Entry> varied(List<Entry> likely) {
        var left = new ArrayList<>(likely);
        var accounts = new HashSet<String>();
        var all = new ArrayList<Entry>();
        while (!left.isEmpty()) {
            var next =
                    all.size() % 2 == 0
                            ? left.getFirst()
                            : left.stream()
                                    .filter(e -> !accounts.contains(e.username()))
                                    .findFirst()
                                    .orElse(left.getFirst());
            left.remove(next);
            accounts.add(next.username());
            all.add(next);
        }
        return all;
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
