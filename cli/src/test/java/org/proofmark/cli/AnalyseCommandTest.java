package org.proofmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.proofmark.cli.exit.ExitCode;
import org.proofmark.cli.terminal.Terminal;
import org.testng.annotations.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

public class AnalyseCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String list, String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        var terminal =
                new Terminal(
                        new ByteArrayInputStream(list.getBytes(StandardCharsets.UTF_8)),
                        new PrintWriter(out, true),
                        new PrintWriter(err, true),
                        false);
        return Main.commandLine(terminal, arguments).execute(arguments);
    }

    private JsonNode json(int expected, String list, String... more) {
        var arguments =
                new java.util.ArrayList<>(
                        List.of("analyse", "credentials", "-", "--output", "json"));
        arguments.addAll(List.of(more));
        assertThat(run(list, arguments.toArray(String[]::new)))
                .as(err.toString() + out)
                .isEqualTo(expected);
        return JsonMapper.shared().readTree(out.toString());
    }

    private static String honest(int units) {
        var random = new SplittableRandom(units);
        var list = new StringBuilder("unit_id,serial,mac,password\n");
        for (int i = 0; i < units; i++) {
            list.append(
                    String.format(
                            Locale.ROOT,
                            "u%d,SN%d,00:1A:2B:%02X:%02X:%02X,%016x%n",
                            i,
                            10_000 + i,
                            i >> 16,
                            (i >> 8) & 255,
                            i & 255,
                            random.nextLong()));
        }
        return list.toString();
    }

    private static String fromMac(int units) {
        var list = new StringBuilder("unit_id,mac,password\n");
        for (int i = 0; i < units; i++) {
            int tail = 0x40a000 + 37 * i;
            list.append(
                    String.format(Locale.ROOT, "u%d,00-1a-2b-%s,2b%06x%n", i, tail(tail), tail));
        }
        return list.toString();
    }

    private static String tail(int value) {
        return String.format(
                Locale.ROOT, "%02x-%02x-%02x", value >> 16, (value >> 8) & 255, value & 255);
    }

    @Test
    public void anHonestListPasses() {
        var report = json(ExitCode.OK, honest(40));
        assertThat(report.path("verdict").asString()).isEqualTo("PASS");
        assertThat(report.path("verdicts").size()).isEqualTo(6);
        assertThat(report.path("findings").size()).isZero();
        assertThat(report.path("effort").path("units").asInt()).isEqualTo(40);
        assertThat(report.path("effort").path("transformsTried").asLong()).isPositive();
        assertThat(report.path("effort").path("faultyBelow").asDouble()).isBetween(0.07, 0.073);
    }

    @Test
    public void aListFromAddressesFailsWithTheTransform() {
        var report = json(ExitCode.FAIL, fromMac(30));
        assertThat(report.path("verdict").asString()).isEqualTo("FAIL");
        var finding = report.path("findings").get(0);
        assertThat(finding.path("class").asString()).isIn("identifier-derived", "named-family");
        assertThat(finding.path("rule").asString()).isEqualTo("1(3)(c)");
        assertThat(finding.path("unitsExplained").asInt()).isEqualTo(30);
        assertThat(finding.path("transform").asString()).isNotEmpty();
        assertThat(finding.path("explanation").asString()).contains("mac");
        assertThat(finding.path("coincidenceProbability").asDouble()).isLessThan(1e-6);
        var rules = new java.util.HashMap<String, String>();
        report.path("verdicts")
                .forEach(v -> rules.put(v.path("rule").asString(), v.path("verdict").asString()));
        assertThat(rules)
                .containsEntry("1(3)(c)", "FAIL")
                .containsEntry("5.1-2", "FAIL")
                .containsKeys("1(3)(a)", "1(3)(b)", "1(3)(d)", "5.1-1");
    }

    @Test
    public void theTextIsForPeople() {
        assertThat(run(fromMac(30), "analyse", "credentials", "-")).isEqualTo(ExitCode.FAIL);
        assertThat(out.toString())
                .startsWith("FAIL: a rule is broken in this list.")
                .contains("1(3)(c)")
                .contains("explains 30 units")
                .contains("Effort: 30 units");
    }

    @Test
    public void aPasswordOfTwoUnitsIsFoundAnywhereInALongList() {
        int units = 5000;
        var rows = honest(units).lines().toList();
        var last = rows.getLast();
        var shared = rows.get(100).substring(rows.get(100).lastIndexOf(',') + 1);
        var list =
                String.join("\n", rows.subList(0, units))
                        + "\n"
                        + last.substring(0, last.lastIndexOf(',') + 1)
                        + shared
                        + "\n";
        var report = json(ExitCode.FAIL, list);
        assertThat(report.path("findings").size()).isEqualTo(1);
        var finding = report.path("findings").get(0);
        assertThat(finding.path("class").asString()).isEqualTo("duplicate");
        assertThat(finding.path("unitsExplained").asInt()).isEqualTo(2);
        assertThat(finding.path("examples").toString()).isEqualTo("[\"u99\",\"u4999\"]");
        assertThat(report.path("effort").path("units").asInt()).isEqualTo(units);
        assertThat(report.path("effort").path("unitsStudied").asInt()).isEqualTo(2000);
    }

    @Test
    public void aTransformOfTheSampleIsCountedOverALongList() {
        var report = json(ExitCode.FAIL, fromMac(4000));
        assertThat(report.path("findings").get(0).path("unitsExplained").asInt()).isEqualTo(4000);
    }

    @Test
    public void aFewUnitsAmongThousandsAreFoundByTheirAddress() {
        var list = new StringBuilder(honest(6000));
        for (int i = 0; i < 9; i++) {
            var mac = String.format(Locale.ROOT, "5c0272%06x", 0x9a1b00 + 4099 * i);
            list.append("m").append(i).append(",X").append(i).append(',').append(mac).append(",zz");
            list.append(mac.substring(6)).append("qwertzui\n");
        }
        var report = json(ExitCode.FAIL, list.toString());
        var classes = new java.util.ArrayList<String>();
        report.path("findings").forEach(f -> classes.add(f.path("class").asString()));
        assertThat(classes).contains("identifier-derived");
    }

    @Test
    public void rowsThatCannotBeUsedKeepAListFromPassing() {
        var broken = json(ExitCode.INCONCLUSIVE, honest(40) + "u99,too,few\n");
        assertThat(broken.path("input").path("rowsLeftOut").asInt()).isEqualTo(1);
        assertThat(broken.path("input").path("problems").get(0).path("line").asInt()).isEqualTo(42);
        assertThat(broken.path("verdicts").get(0).path("reasons").toString()).contains("1 row");
        var twice =
                json(
                        ExitCode.INCONCLUSIVE,
                        honest(40) + "u3,S,00:1A:2B:00:00:01,another-word-16\n");
        assertThat(twice.path("input").path("problems").get(0).path("text").asString())
                .contains("'u3' stands in the list before");
        assertThat(twice.path("effort").path("units").asInt()).isEqualTo(40);
    }

    @Test
    public void anOddAddressIsToldAndTheRowIsUsed() {
        var report = json(ExitCode.OK, honest(40) + "u77,SN77,nonsense,f00dbeef12345678\n");
        assertThat(report.path("input").path("rowsOdd").asInt()).isEqualTo(1);
        assertThat(report.path("effort").path("units").asInt()).isEqualTo(41);
    }

    @Test
    public void oneUnitIsInconclusiveAndAnEmptyPasswordFails() {
        json(ExitCode.INCONCLUSIVE, honest(1));
        var report = json(ExitCode.FAIL, honest(40) + "u77,SN77,,\n");
        assertThat(report.path("findings").get(0).path("class").asString())
                .isEqualTo("empty-password");
    }

    @Test
    public void aClaimBeyondTheListIsInconclusiveWithTheNumber() {
        var report = json(ExitCode.INCONCLUSIVE, honest(40), "--claim", "p<0.01");
        assertThat(report.path("verdicts").get(0).path("reasons").toString()).contains("299");
        json(ExitCode.OK, honest(40), "--claim", "p<0.1");
        assertThat(run(honest(40), "analyse", "credentials", "-", "--claim", "all is well"))
                .isEqualTo(ExitCode.UNUSABLE);
        assertThat(err.toString()).contains("--claim all is well").contains("keyspace>");
    }

    @Test
    public void digestsShowEqualPasswordsAndNothingElse() throws IOException {
        var key = Files.createTempFile("key", ".txt");
        Files.writeString(key, "0123456789abcdef0123456789abcdef\n");
        var list = "unit_id,batch,password\na,\"B 1, x\",same\nb,B2,same\nc,B2,other\n";
        assertThat(run(list, "analyse", "digest", "-", "--key-file", key.toString()))
                .isEqualTo(ExitCode.OK);
        var digests = out.toString();
        assertThat(digests.lines()).hasSize(4);
        assertThat(digests)
                .startsWith("unit_id,batch,password_digest\na,\"B 1, x\",")
                .doesNotContain("same");
        var report = json(ExitCode.FAIL, digests);
        assertThat(report.path("findings").get(0).path("unitsExplained").asInt()).isEqualTo(2);
        Files.writeString(key, "short");
        assertThat(run(list, "analyse", "digest", "-", "--key-file", key.toString()))
                .isEqualTo(ExitCode.UNUSABLE);
        assertThat(err.toString()).contains("16 characters or more, got 5");
        Files.delete(key);
    }

    @Test
    public void uniqueDigestsPassTheClaimThatTheySupport() throws IOException {
        var key = Files.createTempFile("key", ".txt");
        Files.writeString(key, "0123456789abcdef0123456789abcdef\n");
        assertThat(run(honest(40), "analyse", "digest", "-", "--key-file", key.toString()))
                .isEqualTo(ExitCode.OK);
        var digests = out.toString();
        json(ExitCode.INCONCLUSIVE, digests);
        json(ExitCode.OK, digests, "--claim", "unique");
        Files.delete(key);
    }

    @Test
    public void theClaimThatPasswordsAreUniqueAsksForNothingElse() {
        var report = json(ExitCode.OK, fromMac(30), "--claim", "unique");
        assertThat(report.path("verdict").asString()).isEqualTo("PASS");
        assertThat(report.path("effort").path("unitsStudied").asInt()).isZero();
        assertThat(report.path("verdicts").get(0).path("verdict").asString())
                .isEqualTo("INCONCLUSIVE");
        assertThat(report.path("verdicts").get(0).path("reasons").toString())
                .contains("nothing else was looked at");
        var twice = "unit_id,password\na,same\nb,same\n";
        json(ExitCode.FAIL, twice, "--claim", "unique");
    }

    @Test
    public void aSaltOfTheFirmwareIsFoundOnlyWithTheFirmware() throws Exception {
        var list = new StringBuilder("unit_id,serial,password\n");
        for (int i = 0; i < 12; i++) {
            var digest =
                    java.security.MessageDigest.getInstance("SHA-256")
                            .digest(("pepper-77SN" + i).getBytes(StandardCharsets.UTF_8));
            list.append(
                    "u"
                            + i
                            + ",SN"
                            + i
                            + ","
                            + java.util.HexFormat.of().formatHex(digest, 0, 8)
                            + "\n");
        }
        json(ExitCode.OK, list.toString());
        var firmware = Files.createTempFile("firmware", ".bin");
        Files.write(
                firmware,
                "\0\1busybox\0pepper-77\0\2end of image\0".getBytes(StandardCharsets.ISO_8859_1));
        var report = json(ExitCode.FAIL, list.toString(), "--firmware", firmware.toString());
        assertThat(report.path("findings").get(0).path("class").asString())
                .isEqualTo("salted-hash");
        assertThat(report.path("findings").get(0).path("transform").asString())
                .contains("pepper-77");
        Files.delete(firmware);
    }

    @Test
    public void aPageForPeopleIsWrittenBesideTheAnswer() throws IOException {
        var folder = Files.createTempDirectory("page");
        var page = folder.resolve("list.html");
        var report = json(ExitCode.FAIL, fromMac(30), "--report", page.toString());
        assertThat(report.path("verdict").asString()).isEqualTo("FAIL");
        assertThat(Files.readString(page))
                .startsWith("<!doctype html>")
                .contains("The passwords of this list break a rule")
                .contains("<svg")
                .doesNotContain("2b40a025");
        Files.delete(page);
        Files.delete(folder);
        assertThat(run(fromMac(30), "analyse", "credentials", "-", "--report", page.toString()))
                .isEqualTo(ExitCode.UNUSABLE);
        assertThat(err.toString()).contains("--report").contains("cannot be written");
    }

    @Test
    public void unusableInputSaysWhatAndWhere() {
        assertThat(run("unit_id,secret\na,1\n", "analyse", "credentials", "-"))
                .isEqualTo(ExitCode.UNUSABLE);
        assertThat(err.toString()).contains("stdin:1: no column 'password'");
        assertThat(run("", "analyse")).isEqualTo(ExitCode.UNUSABLE);
        assertThat(err.toString()).contains("credentials or digest");
        assertThat(run("unit_id,password\n", "analyse", "credentials", "-"))
                .isEqualTo(ExitCode.UNUSABLE);
        assertThat(err.toString()).contains("no units");
    }
}
