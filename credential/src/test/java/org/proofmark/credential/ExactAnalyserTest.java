package org.proofmark.credential;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.proofmark.domain.run.UnitId;
import org.proofmark.domain.scheme.UniversalDefaults;
import org.proofmark.domain.verdict.SecretAnalysis.EqualSecrets;
import org.proofmark.domain.verdict.SecretAnalysis.ListedSecret;
import org.proofmark.domain.verdict.SecretAnalysis.SecretRef;
import org.testng.annotations.Test;

public class ExactAnalyserTest {
    private static final byte[] KEY = "a key of sixteen bytes or more".getBytes(UTF_8);
    private final ExactAnalyser analyser = new ExactAnalyser(KEY);

    private static FoundSecret found(String unit, String id, String value) {
        return new FoundSecret(new SecretRef(new UnitId(unit), 1, id), value);
    }

    @Test
    public void equalValuesOfTwoUnitsAreAGroup() {
        var a = found("u1", "s1", "Xk29-ab");
        var b = found("u2", "s1", "Xk29-ab");
        var c = found("u2", "s2", "Xk29-aB");
        var analysis = analyser.analyse(List.of(a, b, c));
        assertThat(analysis.equal()).containsExactly(new EqualSecrets(List.of(a.ref(), b.ref())));
        assertThat(analysis.compared()).containsExactly(a.ref(), b.ref(), c.ref());
        assertThat(analysis.analyser()).isEqualTo("exact/1");
        assertThat(analysis.inputs()).hasSize(2);
    }

    @Test
    public void caseAndWhiteSpaceCount() {
        var analysis =
                analyser.analyse(
                        List.of(
                                found("u1", "s1", "secret"),
                                found("u2", "s1", "Secret"),
                                found("u3", "s1", "secret "),
                                found("u4", "s1", "")));
        assertThat(analysis.equal()).isEmpty();
    }

    @Test
    public void theSameSecretGivenTwiceIsNoGroup() {
        var a = found("u1", "s1", "one");
        assertThat(analyser.analyse(List.of(a, a)).equal()).isEmpty();
    }

    @Test
    public void oneNameWithTwoValuesIsRefusedWithoutTheValues() {
        assertThatThrownBy(() ->
                        analyser.analyse(
                                List.of(
                                        found("u1", "s1", "first-value"),
                                        found("u1", "s1", "second-value"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("u1")
                .hasMessageNotContaining("first-value")
                .hasMessageNotContaining("second-value");
    }

    @Test
    public void aValueOfTheListIsNamedByItsEntry() {
        var hit = found("u1", "s1", "xc3511");
        var empty = found("u1", "s2", "");
        var miss = found("u1", "s3", "xc3512");
        assertThat(analyser.analyse(List.of(hit, empty, miss)).listed())
                .containsExactly(
                        new ListedSecret(hit.ref(), "root/xc3511"),
                        new ListedSecret(empty.ref(), "root/"));
    }

    @Test
    public void theListHasMiraisSixtyOneDistinctPairs() {
        assertThat(UniversalDefaults.ordered()).hasSize(61).doesNotHaveDuplicates();
        assertThat(UniversalDefaults.passwords())
                .doesNotHaveDuplicates()
                .contains("", "7ujMko0admin");
        assertThat(UniversalDefaults.ordered())
                .extracting(UniversalDefaults.Entry::name)
                .contains("root/xc3511", "root/", "admin/4321", "admin/meinsm", "mother/fucker");
    }

    /// What the malware drew most often is what opened the most devices.
    @Test
    public void theLikeliestComeFirstByMiraisOwnWeights() {
        assertThat(UniversalDefaults.ordered())
                .extracting(UniversalDefaults.Entry::name)
                .startsWith("root/xc3511", "root/vizxv", "root/admin", "admin/admin", "root/888888")
                .containsSubsequence(
                        "support/support", "admin/password", "admin/admin1234", "admin/1234");
        assertThat(UniversalDefaults.passwords()).startsWith("admin", "xc3511", "vizxv");
    }

    @Test
    public void anotherKeyGivesOtherDigestsAndTheSameGroups() {
        var other = new ExactAnalyser("quite another key of 32 bytes...".getBytes(UTF_8));
        var secrets = List.of(found("u1", "s1", "v"), found("u2", "s1", "v"));
        assertThat(other.analyse(secrets).equal()).isEqualTo(analyser.analyse(secrets).equal());
        assertThat(other.analyse(secrets).inputs())
                .doesNotContainAnyElementsOf(analyser.analyse(secrets).inputs());
    }

    @Test
    public void aShortKeyIsRefused() {
        assertThatThrownBy(() -> new ExactAnalyser(new byte[15]))
                .hasMessageContaining("16 bytes or more, got 15");
        assertThat(new ExactAnalyser(new byte[16]).keyedDigest("x").hex()).hasSize(64);
    }

    @Test
    public void moreSecretsThanTheLimitAreRefused() {
        var one = found("u1", "s1", "v");
        var many = java.util.Collections.nCopies(ExactAnalyser.MAXIMUM_SECRETS + 1, one);
        assertThatThrownBy(() -> analyser.analyse(many)).hasMessageContaining("limit 100000");
    }

    @Test
    public void theValueStaysOutOfText() {
        assertThat(found("u1", "s1", "hunter2").toString()).doesNotContain("hunter2");
        var analysis = analyser.analyse(List.of(found("u1", "s1", "hunter2")));
        assertThat(analysis.toString()).doesNotContain("hunter2");
    }

    /// Property: the groups are exactly the classes of equal values, whatever the population.
    @Test
    public void groupsAreTheClassesOfEqualValues() {
        var seed = System.nanoTime();
        var random = new Random(seed);
        for (var round = 0; round < 200; round++) {
            var secrets = population(random);
            var byValue = new HashMap<String, HashSet<SecretRef>>();
            secrets.forEach(
                    s -> byValue.computeIfAbsent(s.value(), v -> new HashSet<>()).add(s.ref()));
            byValue.values().removeIf(refs -> refs.size() < 2);
            var groups = new ArrayList<HashSet<SecretRef>>();
            analyser.analyse(secrets).equal().forEach(g -> groups.add(new HashSet<>(g.secrets())));
            assertThat(groups)
                    .as("seed %d round %d", seed, round)
                    .containsExactlyInAnyOrderElementsOf(byValue.values());
        }
    }

    private static List<FoundSecret> population(Random random) {
        var size = random.nextInt(30);
        return IntStream.range(0, size)
                .mapToObj(i -> found("u" + i % 4, "s" + i, "v" + random.nextInt(8)))
                .toList();
    }
}
