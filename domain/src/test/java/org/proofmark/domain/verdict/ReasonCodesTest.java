package org.proofmark.domain.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.testng.annotations.Test;

/// Every code that these sources can give stands in docs/reason-codes.md.
public class ReasonCodesTest {
    private static final Path SOURCES =
            Path.of("src", "main", "java", "org", "proofmark", "domain", "verdict");
    private static final Path LIST = Path.of("..", "docs", "reason-codes.md");
    private static final Pattern CODE = Pattern.compile("\"([a-z]+(?:-[a-z]+)+)\"");

    @Test
    public void everyCodeIsListed() throws IOException {
        var codes = new TreeSet<String>();
        try (var files = Files.list(SOURCES)) {
            for (var file : files.toList()) {
                CODE.matcher(Files.readString(file)).results().forEach(m -> codes.add(m.group(1)));
            }
        }
        // classes of the analyser's findings, which DerivationRules gives codes of their own
        codes.removeAll(
                java.util.List.of(
                        "identifier-derived",
                        "named-family",
                        "public-information",
                        "salted-hash",
                        "small-keyspace",
                        "time-seeded",
                        "unkeyed-hash"));
        codes.remove("wifi-passphrase");
        codes.remove("uk-top-three");
        assertThat(codes).contains("universal-credential", "not-fetched");
        var list = Files.readString(LIST);
        assertThat(codes).allSatisfy(code -> assertThat(list).contains("`" + code + "`"));
    }
}
