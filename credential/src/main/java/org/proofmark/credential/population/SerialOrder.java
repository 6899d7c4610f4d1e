package org.proofmark.credential.population;

import java.math.BigInteger;
import java.util.Comparator;

/// The order in which units were made, as far as their numbers tell: runs of digits count as
/// numbers (`SN9` before `SN10`), everything else letter by letter.
public final class SerialOrder implements Comparator<String> {
    @Override
    public int compare(String left, String right) {
        int i = 0;
        int j = 0;
        while (i < left.length() && j < right.length()) {
            int iEnd = runEnd(left, i);
            int jEnd = runEnd(right, j);
            int order = compareRuns(left.substring(i, iEnd), right.substring(j, jEnd));
            if (order != 0) {
                return order;
            }
            i = iEnd;
            j = jEnd;
        }
        return Integer.compare(left.length() - i, right.length() - j);
    }

    private static int runEnd(String text, int from) {
        boolean digits = isDigit(text.charAt(from));
        int end = from + 1;
        while (end < text.length() && isDigit(text.charAt(end)) == digits) {
            end++;
        }
        return end;
    }

    private static int compareRuns(String left, String right) {
        if (isDigit(left.charAt(0)) && isDigit(right.charAt(0))) {
            return new BigInteger(left).compareTo(new BigInteger(right));
        }
        return left.compareTo(right);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
