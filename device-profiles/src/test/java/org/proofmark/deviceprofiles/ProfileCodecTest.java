package org.proofmark.deviceprofiles;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.proofmark.domain.profile.Answer;
import org.proofmark.domain.profile.BootSpec.BootMark;
import org.proofmark.domain.profile.ConsoleSpec;
import org.proofmark.domain.profile.ConsoleSpec.KernelLines;
import org.proofmark.domain.profile.DeviceProfile;
import org.proofmark.domain.profile.HttpDialogue;
import org.proofmark.domain.profile.InterfaceName;
import org.proofmark.domain.profile.InterfaceProtocol;
import org.proofmark.domain.profile.ResetPath.Action;
import org.proofmark.domain.profile.ResetPath.ResetMark;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

public final class ProfileCodecTest {
    static final Path EXAMPLES = Path.of("..", "docs", "examples", "profiles");

    static String example() {
        try {
            return Files.readString(EXAMPLES.resolve("acme-cam-2.yaml"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static DeviceProfile parse(String yaml) {
        return ProfileCodec.parse("cam.yaml", yaml.getBytes(UTF_8));
    }

    @Test
    public void theExampleReadsAsItIsWritten() {
        var profile = parse(example());

        assertThat(profile.id().value()).isEqualTo("acme-cam-2");
        assertThat(profile.identity().firmware()).isEqualTo("1.4.2");
        assertThat(profile.boot().limit()).isEqualTo(Duration.ofSeconds(90));
        assertThat(profile.boot().marks())
                .hasExactlyElementsOfTypes(BootMark.OnConsole.class, BootMark.Answers.class);
        assertThat(profile.interfaces())
                .extracting(i -> i.protocol())
                .containsExactly(
                        InterfaceProtocol.HTTP,
                        InterfaceProtocol.TELNET,
                        InterfaceProtocol.SSH,
                        InterfaceProtocol.UART);
        var login =
                (HttpDialogue)
                        profile.interfaceOf(new InterfaceName("web"))
                                .flatMap(i -> i.dialogue("login"))
                                .orElseThrow();
        assertThat(login.exchanges()).hasSize(2);
        assertThat(login.exchanges().getLast().answers())
                .containsOnlyKeys(Answer.ACCEPTED, Answer.REFUSED, Answer.LOCKED);
        assertThat(profile.resetPaths().getFirst().steps().getFirst().action())
                .isEqualTo(new Action.Press("reset"));
        assertThat(profile.resetPaths().getFirst().steps().getFirst().lasting())
                .isEqualTo(Duration.ofSeconds(6));
        assertThat(profile.changeOf(profile.credentials().getFirst()).orElseThrow().dialogue())
                .isEqualTo("change-password");
    }

    @Test
    public void signsOfADeviceThatBreaksDownAreReadAsTheyAreWritten() {
        var usual = parse(example());
        assertThat(usual.boot().restarts()).isEqualTo(2);
        assertThat(usual.boot().banners()).isEmpty();
        var own = console("{panics: ['^FATAL'], watchdogs: ['^RSTSRC: 0x4']}");
        assertThat(own.panics()).extracting(Pattern::pattern).containsExactly("^FATAL");
        assertThat(own.watchdogs()).extracting(Pattern::pattern).containsExactly("^RSTSRC: 0x4");
        var boot =
                parse(example().replace("boot:\n", "boot:\n  banners: ['^ROM']\n  restarts: 0\n"))
                        .boot();
        assertThat(boot.banners()).extracting(Pattern::pattern).containsExactly("^ROM");
        assertThat(boot.restarts()).isZero();
    }

    @Test
    public void signsThatAreNoPatternsAreRefusedWithTheirLine() {
        var broken = example().replace("boot:\n", "boot:\n  banners: ['^(ROM']\n  restarts: 21\n");
        int line = 1 + broken.substring(0, broken.indexOf("  banners")).split("\n", -1).length - 1;
        assertThatThrownBy(() -> parse(broken))
                .hasMessageContaining("cam.yaml:" + line + ":")
                .hasMessageContaining("boot.banners[0]")
                .hasMessageContaining("regular expression")
                .hasMessageContaining("cam.yaml:" + (line + 1) + ":")
                .hasMessageContaining("from 0 to 20");
        assertThatThrownBy(() -> console("{panics: ['']}")).hasMessageContaining("panics[0]");
    }

    @Test
    public void theTimeThatProvesOffIsReadAndHasItsRange() {
        assertThat(parse(example()).power().offProof()).isEqualTo(Duration.ofMillis(300));
        var named = example().replace("boot:\n", "power: {off-proof: 5s}\nboot:\n");
        assertThat(parse(named).power().offProof()).isEqualTo(Duration.ofSeconds(5));
        for (var wrong : new String[] {"299ms", "61s"}) {
            assertThatThrownBy(() -> parse(named.replace("5s}", wrong + "}")))
                    .hasMessageContaining("power.off-proof")
                    .hasMessageContaining("expected 300ms to 60s");
        }
    }

    @Test
    public void marksOfAResetNameWhatIsThere() {
        var own =
                example()
                        .replace(
                                "- {console: 'Restoring factory defaults'}",
                                "- {host-key: ssh}\n"
                                        + "      - {gone: login, plant: change-password, interface: web}");
        assertThat(parse(own).resetPaths().getFirst().marks())
                .hasExactlyElementsOfTypes(ResetMark.NewHostKey.class, ResetMark.Gone.class);
        assertThatThrownBy(() -> parse(own.replace("host-key: ssh", "host-key: web")))
                .hasMessageContaining("only ssh has a host key");
        assertThatThrownBy(() -> parse(own.replace("gone: login", "gone: nothing")))
                .hasMessageContaining("no dialogue 'nothing'");
        assertThatThrownBy(() -> parse(own.replace(", plant: change-password", "")))
                .hasMessageContaining("wants the key 'plant'");
    }

    @Test
    public void whatIsNoiseOnTheConsoleIsReadAsItIsWritten() {
        var usual = console("{baud: 9600}");
        assertThat(usual.kernelLines()).isEqualTo(KernelLines.NOISE);
        assertThat(usual.noise()).isEmpty();
        var own = console("{kernel-lines: text, noise: ['^I \\(\\d+\\) ', 'syslog: ']}");
        assertThat(own.kernelLines()).isEqualTo(KernelLines.TEXT);
        assertThat(own.noise())
                .extracting(Pattern::pattern)
                .containsExactly("^I \\(\\d+\\) ", "syslog: ");
    }

    private static ConsoleSpec console(String yaml) {
        return parse(
                        example()
                                .replaceFirst(
                                        "console:\n(  .*\n)+",
                                        "console: "
                                                + java.util.regex.Matcher.quoteReplacement(yaml)
                                                + "\n"))
                .console()
                .orElseThrow();
    }

    @Test
    public void identifiersAreKeysOfTheLabelThatNoCredentialComesFrom() {
        assertThat(parse(example()).identifiers()).isEmpty();
        var named = example().replace("firmware: \"1.4.2\"", "identifiers: [sku, eui64]");
        assertThat(parse(named).identifiers()).containsExactly("sku", "eui64");
        var secret =
                named.replace("sku", "pw")
                        .replace("from: label, key: password", "from: label, key: pw");
        assertThat(secret).contains("key: pw");
        assertThatThrownBy(() -> parse(secret)).hasMessageContaining("takes its value from");
        assertThatThrownBy(() -> parse(named.replace("network, label", "network")))
                .hasMessageContaining("identifiers stand on the label");
    }

    @Test
    public void theFirmwareIsAVersionOrAMapWithAnImage() {
        assertThat(parse(example()).identity().image()).isEmpty();
        var both = parse(example().replace("\"1.4.2\"", "{version: \"1.5\", image: cam.img}"));
        assertThat(both.identity().firmware()).isEqualTo("1.5");
        assertThat(both.identity().image()).contains("cam.img");
        var image = parse(example().replace("\"1.4.2\"", "{image: build/cam.img}"));
        assertThat(image.identity().firmware()).isEmpty();
        assertThat(image.identity().image()).contains("build/cam.img");
    }

    @DataProvider
    public Object[][] wrong() {
        return new Object[][] {
            {"port: 80", "port: eighty", "interfaces.web.port", "whole number from 1 to 65535"},
            {"port: 80", "port: 70000", "interfaces.web.port", "whole number from 1 to 65535"},
            {"port: 80", "prot: 80", "interfaces.web.prot", "unknown key"},
            {"port: 80\n", "\n", "interfaces.web", "wants the key 'port'"},
            {"firmware: \"1.4.2\"", "firmware: 1.4", "firmware", "put it in quotes: \"1.4\""},
            {"firmware: \"1.4.2\"", "identifiers: [setup_code]", "identifiers[0]", "a secret"},
            {"firmware: \"1.4.2\"", "identifiers: [1]", "identifiers[0]", "expected text"},
            {"firmware: \"1.4.2\"", "firmware: {}", "firmware", "wants 'version'"},
            {"firmware: \"1.4.2\"", "firmware: {image: ' '}", "firmware.image", "not empty"},
            {"firmware: \"1.4.2\"", "firmware: {version: 1.4}", "firmware.version", "quotes"},
            {"firmware: \"1.4.2\"", "firmware: {img: a}", "firmware.img", "version, image"},
            {"firmware: \"1.4.2\"", "firmware: [a]", "firmware", "expected text"},
            {"proofmark-profile/1", "proofmark-profile/9", "format", "'proofmark-profile/1'"},
            {"console:\n", "console:\n  noise: ['[']\n", "console.noise[0]", "regular"},
            {"console:\n", "console:\n  noise: ['a*']\n", "console.noise[0]", "everywhere"},
            {"console:\n", "console:\n  kernel-lines: no\n", "console.kernel-lines", "text"},
            {"limit: 90s", "limit: 90", "boot.limit", "such as 500ms, 6s or 2m"},
            {"answers: web", "answers: wob", "boot.marks", "unknown interface 'wob'"},
            {"'Acme firmware ([0-9.]+)'", "'Acme firmware'", "boot.firmware.console", "group"},
            {"'Login incorrect', locked", "'Login [', locked", "steps[4].refused", "regular"},
            {"factory: {from: label, key", "factory: {from: lable, key", "factory.from", "label"},
            {"csrf: '${csrf}'}", "csrf: '${crsf}'}", "dialogues.", "${crsf} has no value"},
            {"csrf: '${csrf}'}", "csrf: '${csrf}", "", "no YAML"},
            {"press: reset", "press: rset", "reset-paths.button.steps", "wants button:rset"},
            {"marks:\n      - {console", "mark:\n      - {console", "reset-paths.button", "marks"},
            {"https://acme.example/security", "acme", "published.disclosure", "https or http"},
            {"declared-by: maker", "declared-by: me", "published.declared-by", "maker, lab"},
            {"after: login", "after: logon", "web.dialogues.change-password", "names no dialogue"},
            {"wiring: [power, ", "wiring: [", "", "wants power"},
            {"wiring: [power, ", "wiring: [power, beer, ", "wiring[1]", "button:NAME"},
            {"id: acme-cam-2", "id: a\nid: b", "id", "second time"},
            {"id: acme-cam-2", "id: acme cam", "id", "a name of letters"},
            {"'${password}', csrf", "'${password|rot13}', csrf", "form.password", "rot13"},
            {"path: /home", "path: home", "exchanges[0].path", "begins with /"},
            {"status: 429", "status: 42", "answers.locked.status", "100 to 599"},
            {"interfaces: [web, ", "interfaces: [webb, ", "admin.interfaces", "unknown interface"},
        };
    }

    @Test(dataProvider = "wrong")
    public void aProfileThatDoesNotFitIsRefusedWithPlaceAndExpectation(
            String good, String bad, String key, String expected) {
        assertThat(example()).contains(good);
        assertThatThrownBy(() ->
                        parse(
                                example()
                                        .replaceFirst(
                                                java.util.regex.Pattern.quote(good),
                                                java.util.regex.Matcher.quoteReplacement(bad))))
                .isInstanceOfSatisfying(
                        ProfileException.class,
                        e -> {
                            assertThat(e.problems())
                                    .anySatisfy(p -> {
                                        assertThat(p.key()).contains(key);
                                        assertThat(p.text()).contains(expected);
                                    });
                            assertThat(e.getMessage()).startsWith("cam.yaml:");
                        });
    }

    @Test
    public void theLineIsTheLineOfTheValue() {
        int line = example().substring(0, example().indexOf("port: 80")).split("\n").length;
        assertThatThrownBy(() -> parse(example().replace("port: 80", "port: eighty")))
                .hasMessageContaining("cam.yaml:" + line + ":11: interfaces.web.port: ");
    }

    @Test
    public void allProblemsComeAtOnce() {
        assertThatThrownBy(() ->
                        parse(
                                example()
                                        .replace("port: 80", "port: eighty")
                                        .replace("limit: 90s", "limit: soon")))
                .isInstanceOfSatisfying(
                        ProfileException.class, e -> assertThat(e.problems()).hasSize(2));
    }
}
