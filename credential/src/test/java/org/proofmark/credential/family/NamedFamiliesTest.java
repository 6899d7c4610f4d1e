package org.proofmark.credential.family;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import org.proofmark.credential.population.PopulationUnit;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/// Known answers that were published with the generators.
public class NamedFamiliesTest {
    @DataProvider
    Object[][] knownAnswers() {
        return new Object[][] {
            {"Belkin", "Belkin.c0de", "94:44:52:00:C0:DE", "040D93B0"},
            {"Belkin", "belkin.ed0", "94:44:52:00:ce:d0", "d49496b9"},
            {"OTE, conn-x", "CONN-X", "", "1234567890123"},
            {"OTE, conn-x", "OTE37cb4c", "B0:75:D5:37:CB:4C", "b075d537cb4c"},
            {"OTE, conn-x", "CYTA", "CC:1A:FA:4A:3B:CB", "cc1afa4a3bcb"},
            {"Comtrend", "JAZZTEL_1234", "00:1A:2B:11:22:33", "9e701814299bf841e288"},
            {"Comtrend", "JAZZTEL_1234", "00:1A:2B:11:22:33", "cb20cce51c5bc7457e08"},
            {"Discus", "Discus--DA1CC5", "00:1C:A2:DA:1C:C5", "YW0150565"},
            {"D-Link", "DLink-123456", "12:34:56:78:9a:bc", "6r8qwaYHSNdpqdYw6aN8"},
            {"Eircom", "eircom2633 7520", "00:0f:cc:59:b0:9c", "29b2e9560b3a83a187ec5f2057"},
            {"Sitecom 2100", "Sitecom", "00:0C:F6:01:23:45", "YWPZSSHVMNEN"},
            {"TP-Link", "tplink", "F8:D1:11:1E:28:A5", "111E28A5"},
            // RouterKeygen's own tests (routerkeygenPC, test/AlgorithmsTest.cpp)
            {"Huawei HG824x", "", "00:46:4B:D3:CE:5F", "D3CE560D"},
            {"Huawei HG824x", "", "E0:24:7F:E5:80:01", "E57FF80C"},
            {"UPC (Technicolor TC7200)", "UPC2197770", "11:22:33:44:55:66", "CGKQNZFC"},
            {"UPC UBEE EVW3226", "UPC5684389", "64:7C:34:3C:FF:63", "TVROBKMN"},
            // collected keys of real installations, xkyle.com, 'Verizon FiOS Wireless Security
            // Analysis' (2009)
            {"Verizon FiOS", "E3X12", "00-18-01-EA-3D-99", "1801349FCA"},
            {"Verizon FiOS", "JE2K7", "00-18-01-FE-15-46", "1801C1B02B"},
            {"Verizon FiOS", "HH150", "00-18-01-FF-DF-DD", "1F900396C5"},
            {"Verizon FiOS", "7WY20", "00-1F-90-E2-7E-61", "1F90021D27"},
            // a published sketch that joins its author's network
            {"Tecom", "TECOM-AH4222-7B2F41", "", "a220b9d7af3fcbd6bcc98df8d6"},
            // wiickedz.wordpress.com, 'Fastweb Pirelli: l'algoritmo' (2011), its worked example
            {"Pirelli", "FASTWEB-1-00193EA1B2C3", "", "6b64756b04"},
        };
    }

    @Test(dataProvider = "knownAnswers")
    public void aPublishedAnswerIsRecognised(
            String family, String ssid, String mac, String password) {
        var unit =
                new PopulationUnit(
                        "u",
                        mac.isEmpty() ? Map.of("ssid", ssid) : Map.of("ssid", ssid, "mac", mac),
                        password);
        assertThat(NamedFamilies.all())
                .filteredOn(f -> f.explains(unit))
                .extracting(NamedFamily::name)
                .contains(family);
        var other = new PopulationUnit("u", unit.identifiers(), password + "x");
        assertThat(NamedFamilies.all()).noneMatch(f -> f.explains(other));
    }

    /// The published example: serial number CP0615**109(53), SSID SpeedTouchF8A3D0.
    @Test
    public void thomsonsHashGivesKeyAndSsid() {
        assertThat(SerialFamilies.thomsonHash("0615", "109"))
                .startsWith("742DA831D2")
                .endsWith("F8A3D0");
    }

    @Test
    public void thomsonsKeyComesFromTheSerialNumberOnTheLabel() {
        var unit = new PopulationUnit("u", Map.of("serial", "CP0615JT109(53)"), "");
        var family =
                NamedFamilies.all().stream()
                        .filter(f -> f.name().startsWith("Thomson"))
                        .findFirst()
                        .orElseThrow();
        assertThat(family.candidates(unit)).containsExactly("742DA831D2");
    }

    @Test
    public void upcsSsidGivesTheSerialNumberAway() {
        var password = SerialFamilies.upcPassword("SAAP91234567");
        assertThat(password).matches("[A-HJKMNP-Z]{8}");
        // 9 * 2,500,000 + 123 * 6,800 + 4567 and the band's constant, modulo ten million.
        int number = Math.floorMod(9 * 2_500_000 + 123 * 6_800 + 4567 + 0xFF8D8F20, 10_000_000);
        var unit =
                new PopulationUnit(
                        "u",
                        Map.of("ssid", String.format(java.util.Locale.ROOT, "UPC%07d", number)),
                        password);
        assertThat(NamedFamilies.all())
                .filteredOn(f -> f.explains(unit))
                .extracting(NamedFamily::name)
                .containsExactly("UPC (Technicolor TC7200)");
    }

    @DataProvider
    Object[][] days() {
        return new Object[][] {
            {LocalDate.of(2016, 11, 19), "2BEIRWLZ35", "KF6WGPG74Q"},
            {LocalDate.of(2016, 11, 20), "O2A2MLL32D", "2DL07E57EK"},
            {LocalDate.of(2016, 11, 21), "K716USYKFR", "E93CGHF957"},
            {LocalDate.of(2016, 12, 1), "1F3I94R4FO", "9KEWMOYQ82"},
            {LocalDate.of(2016, 12, 2), "64Y3MJRL0N", "IBV5K74ER9"},
            {LocalDate.of(2016, 12, 3), "DTARW8TPKM", "ELEXOJ6B2Q"},
        };
    }

    @Test(dataProvider = "days")
    public void thePasswordOfTheDayIsThePublishedOne(LocalDate day, String usual, String custom) {
        assertThat(ArrisDay.password(day, ArrisDay.DEFAULT_SEED)).isEqualTo(usual);
        assertThat(ArrisDay.password(day, "ABCDEFGHIJ")).isEqualTo(custom);
    }

    @Test
    public void unitsWithoutIdentifiersHaveNoCandidatesButConstants() {
        var unit = new PopulationUnit("u", Map.of(), "secret");
        assertThat(NamedFamilies.all().stream().flatMap(f -> f.candidates(unit).stream()))
                .containsExactly("1234567890123");
    }

    /// A form that a generator's password does not have would hide it.
    @Test
    public void everyCandidateHasItsFamilysForm() {
        var random = new java.util.SplittableRandom(8);
        for (int i = 0; i < 200; i++) {
            var mac = String.format("%012X", random.nextLong(1L << 48));
            var serial =
                    i % 2 == 0
                            ? String.format("SAAP%08d", random.nextInt(100_000_000))
                            : String.format("CP06%02dJT%03d", i % 50, i);
            for (String ssid :
                    new String[] {
                        "UPC" + (1_000_000 + random.nextInt(9_000_000)),
                        "Net-" + mac,
                        "Discus--DA" + mac.substring(8),
                        Integer.toString(2_000_000 + random.nextInt(50_000_000), 36)
                    }) {
                var fields =
                        Map.of("mac", i % 3 == 0 ? mac : "28" + mac.substring(2), "ssid", ssid);
                var unit = new PopulationUnit("u", new java.util.HashMap<>(fields), "");
                var numbered = new PopulationUnit("u", Map.of("serial", serial), "");
                for (NamedFamily family : NamedFamilies.all()) {
                    assertThat(family.candidates(unit)).allMatch(c -> hasForm(family, c));
                    assertThat(family.candidates(numbered)).allMatch(c -> hasForm(family, c));
                }
            }
        }
    }

    private static boolean hasForm(NamedFamily family, String password) {
        return family.mayExplain(new PopulationUnit("u", Map.of(), password));
    }
}
