package org.proofmark.deviceprofiles;

import java.util.List;
import java.util.stream.Collectors;

/// A profile that does not fit, with everything that is wrong with it.
public final class ProfileException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient List<Problem> problems;

    ProfileException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /// One problem or more, in the order of the file.
    public List<Problem> problems() {
        return problems;
    }

    /// One thing that is wrong.
    ///
    /// @param file as it was given
    /// @param line from 1
    /// @param column from 1
    /// @param key the way to the key, such as `interfaces.web.port`; empty for the whole file
    /// @param text what is wrong and what is expected
    public record Problem(String file, int line, int column, String key, String text) {
        /// `file:line:column: key: text`.
        @Override
        public String toString() {
            return file
                    + ":"
                    + line
                    + ":"
                    + column
                    + ": "
                    + (key.isEmpty() ? "" : key + ": ")
                    + text;
        }
    }
}
