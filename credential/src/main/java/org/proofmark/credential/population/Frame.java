package org.proofmark.credential.population;

import java.util.List;

/// What all passwords begin and end with, such as a prefix by policy.
///
/// @param prefix may be empty
/// @param suffix may be empty
public record Frame(String prefix, String suffix) {
    /// The longest common prefix, and of what is left the longest common suffix. A single password
    /// has no frame.
    public static Frame of(List<String> passwords) {
        if (passwords.size() < 2) {
            return new Frame("", "");
        }
        var first = passwords.getFirst();
        int prefix = first.length();
        for (String other : passwords) {
            prefix = Math.min(prefix, common(first, other, false));
        }
        int suffix = first.length() - prefix;
        for (String other : passwords) {
            suffix =
                    Math.min(suffix, Math.min(other.length() - prefix, common(first, other, true)));
        }
        return new Frame(first.substring(0, prefix), first.substring(first.length() - suffix));
    }

    private static int common(String a, String b, boolean fromEnd) {
        int limit = Math.min(a.length(), b.length());
        int count = 0;
        while (count < limit && at(a, count, fromEnd) == at(b, count, fromEnd)) {
            count++;
        }
        return count;
    }

    private static char at(String text, int index, boolean fromEnd) {
        return text.charAt(fromEnd ? text.length() - 1 - index : index);
    }

    /// Whether this password stands in the frame.
    public boolean holds(String password) {
        return password.length() >= prefix.length() + suffix.length()
                && password.startsWith(prefix)
                && password.endsWith(suffix);
    }

    /// What stands in the frame.
    public String core(String password) {
        return password.substring(prefix.length(), password.length() - suffix.length());
    }
}
