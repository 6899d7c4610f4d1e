package org.proofmark.credential.search;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.proofmark.credential.population.PopulationUnit;

/// One hash of one spelling of an identifier, followed from unit to unit by every way from bytes to
/// characters. Some hundred thousand ways end at the first unit or the second, so what these few
/// units' bytes become is kept, and nothing is made anew for each way. Not thread-safe.
final class AlphabetTrail {
    /// An honest list contradicts itself before the units that follow; these are hashed each time.
    private static final int REMEMBERED = 8;

    private static final byte[] NO_BYTES = {};
    private static final int[] NO_NUMBERS = {};

    /// What [#follow] answers where units contradict each other.
    static final int CONTRADICTED = -1;

    /// A way with the size of its alphabet.
    ///
    /// @param table from raw value to number
    @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
    record Step(NumberWay way, int size, int[] table) {
        static Step of(NumberWay way, int size) {
            return new Step(
                    way, size, way.divides() ? NumberWay.BYTES.table(size) : way.table(size));
        }
    }

    private final List<PopulationUnit> units;
    private final List<String> cores;
    private final int length;

    /// By number.
    private final char[] alphabet;

    /// By number, the unit whose character stands there.
    private final int[] owner;

    private Function<PopulationUnit, byte[]> hash = unit -> NO_BYTES;

    // In what is kept, nothing stands for what is not known yet.
    private final byte[][] digests = new byte[REMEMBERED][];

    /// Raw values of the way that is followed.
    private final int[][] raw = new int[REMEMBERED][];

    /// By size and unit, digits from the lowest on.
    private final int[][][] digits;

    /// Whether anything is in `digits`.
    private boolean divided;

    private NumberWay rawOf = NumberWay.BYTES;

    /// @param cores as many characters of each unit
    /// @param largest the largest size of an alphabet
    AlphabetTrail(List<PopulationUnit> units, List<String> cores, int largest) {
        this.units = units;
        this.cores = cores;
        this.length = cores.getFirst().length();
        this.alphabet = new char[largest + 1];
        this.owner = new int[largest + 1];
        this.digits = new int[largest + 1][REMEMBERED][];
        for (var bySize : digits) {
            Arrays.fill(bySize, NO_NUMBERS);
        }
        begin(hash);
    }

    /// From here on this hash is followed.
    ///
    /// @param function gives no bytes for a unit that has no such identifier
    void begin(Function<PopulationUnit, byte[]> function) {
        hash = function;
        Arrays.fill(digests, NO_BYTES);
        Arrays.fill(raw, NO_NUMBERS);
        if (divided) {
            for (var bySize : digits) {
                Arrays.fill(bySize, NO_NUMBERS);
            }
            divided = false;
        }
    }

    /// Goes along until a unit contradicts an earlier one.
    ///
    /// @return how many characters an earlier unit had foretold, or [#CONTRADICTED]
    int follow(Step step) {
        Arrays.fill(alphabet, 0, step.size, '\0');
        boolean backwards = step.way == NumberWay.NUMBER_REVERSED;
        int confirmed = 0;
        for (int unit = 0; unit < units.size(); unit++) {
            var values = values(unit, step);
            if (values.length == 0) {
                return CONTRADICTED;
            }
            var core = cores.get(unit);
            for (int i = 0; i < length; i++) {
                int number = step.table[values[backwards ? length - 1 - i : i]];
                char known = alphabet[number];
                if (known == 0) {
                    alphabet[number] = core.charAt(i);
                    owner[number] = unit;
                } else if (known != core.charAt(i)) {
                    return CONTRADICTED;
                } else if (owner[number] != unit) {
                    confirmed++;
                }
            }
        }
        return confirmed;
    }

    /// The characters that were found by the last [#follow]; NUL for those that no unit has.
    String alphabet(Step step) {
        return new String(alphabet, 0, step.size);
    }

    /// Empty where the unit has none.
    private int[] values(int unit, Step step) {
        var kept = kept(step);
        if (unit < REMEMBERED && kept[unit].length > 0) {
            return kept[unit];
        }
        var digest = digest(unit);
        if (!step.way.gives(digest.length, length)) {
            return NO_NUMBERS;
        }
        var values =
                step.way.divides()
                        ? NumberWay.NUMBER.numbers(digest, step.size, length)
                        : step.way.raw(digest, length);
        if (unit < REMEMBERED) {
            kept[unit] = values;
        }
        return values;
    }

    private int[][] kept(Step step) {
        if (step.way.divides()) {
            divided = true;
            return digits[step.size];
        }
        if (rawOf != step.way) {
            rawOf = step.way;
            Arrays.fill(raw, NO_NUMBERS);
        }
        return raw;
    }

    private byte[] digest(int unit) {
        if (unit < REMEMBERED && digests[unit].length > 0) {
            return digests[unit];
        }
        var digest = hash.apply(units.get(unit));
        if (unit < REMEMBERED) {
            digests[unit] = digest;
        }
        return digest;
    }
}
