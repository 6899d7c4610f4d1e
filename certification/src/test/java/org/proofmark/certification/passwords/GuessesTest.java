package org.proofmark.certification.passwords;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.proofmark.domain.scheme.UniversalDefaults;
import org.proofmark.domain.scheme.UniversalDefaults.Entry;
import org.testng.annotations.Test;

public class GuessesTest {
    private static final int QUICK = 10;

    @Test
    public void firstTriesReachOtherAccountsThanTheKnownOne() {
        assertThat(Guesses.inOrder(Set.of("admin")).subList(0, QUICK))
                .contains(
                        new Entry("admin", "admin"),
                        new Entry("admin", "admin1234"),
                        new Entry("root", "xc3511"),
                        new Entry("user", "user"),
                        new Entry("support", "support"));
    }

    @Test
    public void firstTriesOnAnUnknownInterfaceReachSeveralAccounts() {
        assertThat(Guesses.inOrder(Set.of()).subList(0, QUICK))
                .contains(
                        new Entry("admin", "admin"),
                        new Entry("root", "xc3511"),
                        new Entry("root", "vizxv"),
                        new Entry("support", "support"));
    }

    @Test
    public void everyEntryComesOnce() {
        for (var accounts : Set.of(Set.<String>of(), Set.of("admin"), Set.of("root", "admin"))) {
            assertThat(Guesses.inOrder(accounts))
                    .containsExactlyInAnyOrderElementsOf(UniversalDefaults.ordered());
        }
    }
}
