package org.proofmark.credential.population;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Where passwords of one length differ. Passwords of several lengths have no positions.
///
/// @param units how many passwords there are
/// @param length of each, or 0 where they differ
/// @param distinct how many characters were seen at each position
/// @param alphabet all characters seen at positions that differ
public record Shape(int units, int length, List<Integer> distinct, Set<Character> alphabet) {
    /// Fewer values than this are too few for a password (scheme data: see `StrengthLimits`).
    public static final double HONEST_KEYSPACE = 1e6;

    /// So many characters show most of an alphabet.
    private static final int MANY = 60;

    /// An alphabet that is less likely than this to have shown so little is too large.
    private static final double LOG10_UNLIKELY = -3;

    private static final List<String> USUAL =
            List.of(
                    "0123456789",
                    "0123456789abcdef",
                    "abcdefghijklmnopqrstuvwxyz",
                    "0123456789abcdefghijklmnopqrstuvwxyz");

    public Shape {
        distinct = List.copyOf(distinct);
        alphabet = Set.copyOf(alphabet);
    }

    /// The shape of these passwords.
    public static Shape of(List<String> passwords) {
        var lengths = new HashSet<Integer>();
        passwords.forEach(p -> lengths.add(p.length()));
        if (lengths.size() != 1) {
            var alphabet = new HashSet<Character>();
            var frame = Frame.of(passwords);
            passwords.forEach(p -> frame.core(p).chars().forEach(c -> alphabet.add((char) c)));
            return new Shape(passwords.size(), 0, List.of(), alphabet);
        }
        int length = lengths.iterator().next();
        var distinct = new ArrayList<Integer>();
        var alphabet = new HashSet<Character>();
        for (int i = 0; i < length; i++) {
            var seen = new HashSet<Character>();
            for (String password : passwords) {
                seen.add(password.charAt(i));
            }
            distinct.add(seen.size());
            if (seen.size() > 1 || passwords.size() == 1) {
                alphabet.addAll(seen);
            }
        }
        return new Shape(passwords.size(), length, distinct, alphabet);
    }

    /// Positions that differ, the first being 0.
    public List<Integer> variable() {
        var positions = new ArrayList<Integer>();
        for (int i = 0; i < length; i++) {
            if (distinct.get(i) > 1 || units == 1) {
                positions.add(i);
            }
        }
        return positions;
    }

    /// How many different characters there are where passwords differ: the effective alphabet of
    /// the chance model. What was seen, or where little was, the usual alphabet that holds it. At
    /// least 2.
    public double symbols() {
        int characters = length == 0 ? units * MANY : units * variable().size();
        if (characters >= MANY) {
            return Math.max(2, alphabet.size());
        }
        for (String usual : USUAL) {
            if (alphabet.stream().allMatch(c -> usual.indexOf(c) >= 0)) {
                return largest(usual.length(), characters);
            }
        }
        return largest(Math.max(alphabet.size(), USUAL.getLast().length()), characters);
    }

    /// The largest alphabet up to a size of which so many characters may show so few.
    private double largest(int size, int characters) {
        int seen = Math.max(2, alphabet.size());
        int symbols = size;
        while (symbols > seen
                && log10Choose(symbols, seen) + characters * Math.log10((double) seen / symbols)
                        < LOG10_UNLIKELY) {
            symbols--;
        }
        return symbols;
    }

    /// The logarithm to base 10 of the chance that a generator with [#HONEST_KEYSPACE] values or
    /// more leaves so many positions equal on all units, whatever its policy fixes. 0 where the
    /// positions that differ allow that many values.
    public double log10ChanceOfFrame() {
        if (length == 0 || units < 2) {
            return 0;
        }
        int variable = variable().size();
        double perPosition = Math.log10(symbols());
        int free =
                Math.min(
                        length,
                        Math.max(
                                variable,
                                (int) Math.ceil(Math.log10(HONEST_KEYSPACE) / perPosition - 1e-9)));
        return -(units - 1.0) * (free - variable) * perPosition + log10Choose(free, variable);
    }

    /// Values that the positions allow, judged by what was seen: what differs little counts for
    /// what it showed, the rest for the whole alphabet. Logarithm to base 10.
    public double log10Values() {
        double sum = 0;
        for (int count : distinct) {
            if (count > 1) {
                sum += Math.log10(count * 2 < units ? count : symbols());
            }
        }
        return sum;
    }

    /// How often each value comes.
    public static <T> HashMap<T, Integer> counts(List<T> values) {
        var counts = new HashMap<T, Integer>();
        values.forEach(value -> counts.merge(value, 1, Integer::sum));
        return counts;
    }

    /// The logarithm to base 10 of n over k.
    public static double log10Choose(int n, int k) {
        double sum = 0;
        for (int i = 1; i <= Math.min(k, n - k); i++) {
            sum += Math.log10((double) (n - i + 1) / i);
        }
        return sum;
    }
}
