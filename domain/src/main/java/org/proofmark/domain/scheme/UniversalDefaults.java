package org.proofmark.domain.scheme;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The credentials that the Mirai malware tried: 61 distinct pairs, each of them once the factory
/// setting of many devices. Public since 2016; decoded from `mirai/bot/scanner.c`, lines 124-185
/// (some of the comments there are wrong: the bytes count). A credential that stands here opens a
/// device to everybody.
///
/// The order is that of trying: what opened the most kinds of device first, each account early.
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

    private static final List<Entry> ORDERED =
            List.of(
                    new Entry("admin", "admin"),
                    new Entry("root", "root"),
                    new Entry("root", "xc3511"),
                    new Entry("admin", "password"),
                    new Entry("admin", "admin1234"),
                    new Entry("root", "vizxv"),
                    new Entry("admin", "1234"),
                    new Entry("root", "admin"),
                    new Entry("root", ""),
                    new Entry("root", "123456"),
                    new Entry("admin", ""),
                    new Entry("admin", "12345"),
                    new Entry("user", "user"),
                    new Entry("admin", "123456"),
                    new Entry("admin", "pass"),
                    new Entry("root", "12345"),
                    new Entry("root", "password"),
                    new Entry("root", "pass"),
                    new Entry("root", "default"),
                    new Entry("support", "support"),
                    new Entry("root", "888888"),
                    new Entry("root", "xmhdipc"),
                    new Entry("root", "juantech"),
                    new Entry("root", "54321"),
                    new Entry("root", "1234"),
                    new Entry("root", "1111"),
                    new Entry("root", "666666"),
                    new Entry("root", "klv123"),
                    new Entry("root", "klv1234"),
                    new Entry("root", "Zte521"),
                    new Entry("root", "hi3518"),
                    new Entry("root", "jvbzd"),
                    new Entry("root", "anko"),
                    new Entry("root", "zlxx."),
                    new Entry("root", "7ujMko0vizxv"),
                    new Entry("root", "7ujMko0admin"),
                    new Entry("root", "system"),
                    new Entry("root", "ikwb"),
                    new Entry("root", "dreambox"),
                    new Entry("root", "user"),
                    new Entry("root", "realtek"),
                    new Entry("root", "00000000"),
                    new Entry("admin", "1111"),
                    new Entry("admin", "1111111"),
                    new Entry("admin", "54321"),
                    new Entry("admin", "4321"),
                    new Entry("admin", "smcadmin"),
                    new Entry("admin", "7ujMko0admin"),
                    new Entry("admin", "meinsm"),
                    new Entry("Administrator", "meinsm"),
                    new Entry("administrator", "1234"),
                    new Entry("admin1", "password"),
                    new Entry("guest", "guest"),
                    new Entry("guest", "12345"),
                    new Entry("service", "service"),
                    new Entry("supervisor", "supervisor"),
                    new Entry("ubnt", "ubnt"),
                    new Entry("tech", "tech"),
                    new Entry("666666", "666666"),
                    new Entry("888888", "888888"),
                    new Entry("mother", "fucker"));

    private UniversalDefaults() {}

    /// All 61, the likeliest first.
    public static List<Entry> ordered() {
        return ORDERED;
    }

    /// Their passwords without repeats, the likeliest first; for interfaces that ask for no
    /// account.
    public static List<String> passwords() {
        return ORDERED.stream().map(Entry::password).distinct().toList();
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
