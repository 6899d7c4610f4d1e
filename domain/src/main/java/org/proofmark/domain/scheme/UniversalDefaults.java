package org.proofmark.domain.scheme;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The credentials that the Mirai malware tried: 61 distinct pairs, each of them once the factory
/// setting of many devices. Public since 2016; decoded from `mirai/bot/scanner.c`, lines 124-185
/// (some of the comments there are wrong: the bytes count). A credential that stands here opens a
/// device to everybody.
///
/// The order is that of trying: by the weight that the malware's authors gave each pair, which is
/// how often it was drawn, so what opened the most devices comes first (`guest/12345` stands there
/// twice and counts twice); among equals as in the source.
public final class UniversalDefaults {
    /// One pair.
    ///
    /// @param username the account
    /// @param password may be empty
    public record Entry(String username, String password) {
        /// What the entry is called in observations and reports: `root/xc3511`, or `root/` with an
        /// empty password.
        public String name() {
            return username + "/" + password;
        }
    }

    /// @param weight how often Mirai drew this pair, 1 to 10
    private record Weighted(int weight, Entry entry) {}

    private static final List<Weighted> WEIGHTED =
            List.of(
                    new Weighted(10, new Entry("root", "xc3511")),
                    new Weighted(9, new Entry("root", "vizxv")),
                    new Weighted(8, new Entry("root", "admin")),
                    new Weighted(7, new Entry("admin", "admin")),
                    new Weighted(6, new Entry("root", "888888")),
                    new Weighted(5, new Entry("root", "xmhdipc")),
                    new Weighted(5, new Entry("root", "default")),
                    new Weighted(5, new Entry("root", "juantech")),
                    new Weighted(5, new Entry("root", "123456")),
                    new Weighted(5, new Entry("root", "54321")),
                    new Weighted(5, new Entry("support", "support")),
                    new Weighted(4, new Entry("root", "")),
                    new Weighted(4, new Entry("admin", "password")),
                    new Weighted(4, new Entry("root", "root")),
                    new Weighted(4, new Entry("root", "12345")),
                    new Weighted(4, new Entry("root", "anko")),
                    new Weighted(3, new Entry("user", "user")),
                    new Weighted(3, new Entry("admin", "")),
                    new Weighted(3, new Entry("root", "pass")),
                    new Weighted(3, new Entry("admin", "admin1234")),
                    new Weighted(3, new Entry("root", "1111")),
                    new Weighted(3, new Entry("admin", "smcadmin")),
                    new Weighted(2, new Entry("admin", "1111")),
                    new Weighted(2, new Entry("root", "666666")),
                    new Weighted(2, new Entry("root", "password")),
                    new Weighted(2, new Entry("root", "1234")),
                    new Weighted(2, new Entry("guest", "12345")),
                    new Weighted(1, new Entry("root", "klv123")),
                    new Weighted(1, new Entry("Administrator", "meinsm")),
                    new Weighted(1, new Entry("service", "service")),
                    new Weighted(1, new Entry("supervisor", "supervisor")),
                    new Weighted(1, new Entry("guest", "guest")),
                    new Weighted(1, new Entry("admin1", "password")),
                    new Weighted(1, new Entry("administrator", "1234")),
                    new Weighted(1, new Entry("666666", "666666")),
                    new Weighted(1, new Entry("888888", "888888")),
                    new Weighted(1, new Entry("ubnt", "ubnt")),
                    new Weighted(1, new Entry("root", "klv1234")),
                    new Weighted(1, new Entry("root", "Zte521")),
                    new Weighted(1, new Entry("root", "hi3518")),
                    new Weighted(1, new Entry("root", "jvbzd")),
                    new Weighted(1, new Entry("root", "zlxx.")),
                    new Weighted(1, new Entry("root", "7ujMko0vizxv")),
                    new Weighted(1, new Entry("root", "7ujMko0admin")),
                    new Weighted(1, new Entry("root", "system")),
                    new Weighted(1, new Entry("root", "ikwb")),
                    new Weighted(1, new Entry("root", "dreambox")),
                    new Weighted(1, new Entry("root", "user")),
                    new Weighted(1, new Entry("root", "realtek")),
                    new Weighted(1, new Entry("root", "00000000")),
                    new Weighted(1, new Entry("admin", "1111111")),
                    new Weighted(1, new Entry("admin", "1234")),
                    new Weighted(1, new Entry("admin", "12345")),
                    new Weighted(1, new Entry("admin", "54321")),
                    new Weighted(1, new Entry("admin", "123456")),
                    new Weighted(1, new Entry("admin", "7ujMko0admin")),
                    new Weighted(1, new Entry("admin", "4321")),
                    new Weighted(1, new Entry("admin", "pass")),
                    new Weighted(1, new Entry("admin", "meinsm")),
                    new Weighted(1, new Entry("tech", "tech")),
                    new Weighted(1, new Entry("mother", "fucker")));

    private static final List<Entry> ORDERED = WEIGHTED.stream().map(Weighted::entry).toList();

    private static final List<String> PASSWORDS = byWeight();

    private UniversalDefaults() {}

    /// All 61, the likeliest first.
    public static List<Entry> ordered() {
        return ORDERED;
    }

    /// Their passwords without repeats, the likeliest first (by the weights of all its pairs); for
    /// interfaces that ask for no account.
    public static List<String> passwords() {
        return PASSWORDS;
    }

    /// A password's weight is that of all its pairs.
    private static List<String> byWeight() {
        var weights = new LinkedHashMap<String, Integer>();
        WEIGHTED.forEach(w -> weights.merge(w.entry().password(), w.weight(), Integer::sum));
        return weights.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .map(Map.Entry::getKey)
                .toList();
    }

    /// All 61, those of this account first: for an interface whose account is known.
    public static List<Entry> orderedFor(String username) {
        return Stream.concat(
                        ORDERED.stream().filter(e -> e.username().equals(username)),
                        ORDERED.stream().filter(e -> !e.username().equals(username)))
                .toList();
    }

    /// The likeliest entry with this password, whatever its account. Exact: case counts.
    public static Optional<Entry> withPassword(String password) {
        return ORDERED.stream().filter(e -> e.password().equals(password)).findFirst();
    }
}
