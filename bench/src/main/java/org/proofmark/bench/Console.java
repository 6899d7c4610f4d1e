package org.proofmark.bench;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The device's UART. It is recorded all the time; reading here takes nothing away from the record.
public interface Console {
    /// Bytes recorded since the attempt began.
    long position();

    /// Waits until one of the patterns matches in what came at or after `from`, as it came or with
    /// the [Noise] of the profile taken out. Every split of the input into reads gives the same
    /// result: the pattern whose match *starts* first wins, then the first of the list.
    ///
    /// @param step names what is waited for
    /// @throws BenchFault `console-timeout` with the last output at the limit, `console-gap` where
    ///   bytes were lost before the answer could be read
    Match expect(String step, List<Pattern> patterns, long from, Duration limit);

    /// The same, where no answer within the limit is something that a device may do: then empty and
    /// no fault.
    ///
    /// @throws BenchFault `console-gap`
    default Optional<Match> await(String step, List<Pattern> patterns, long from, Duration limit) {
        return await(step, patterns, from, limit, Hearing.EVERYTHING);
    }

    /// The same, listening in a certain way. The others hear [Hearing#EVERYTHING].
    ///
    /// @throws BenchFault `console-gap`
    Optional<Match> await(
            String step, List<Pattern> patterns, long from, Duration limit, Hearing hearing);

    /// Everything recorded from a position on, noise included, as ISO-8859-1, without waiting.
    String since(long position);

    /// Writes bytes to the device.
    void write(byte[] bytes);

    /// What matched.
    ///
    /// @param pattern index into the list that was given
    /// @param start position of the first byte of the match
    /// @param end position behind its last byte: where to go on
    /// @param groups without noise where it was found so; group 0 (the whole match) and the
    ///   pattern's own groups; a group that took no part is empty
    record Match(int pattern, long start, long end, List<String> groups) {
        public Match {
            groups = List.copyOf(groups);
        }
    }
}
