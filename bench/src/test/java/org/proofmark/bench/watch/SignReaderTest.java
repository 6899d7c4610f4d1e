package org.proofmark.bench.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.proofmark.bench.watch.Sign.Kind;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

public final class SignReaderTest {
    private static final List<String> PIECES =
            List.of(
                    "Kernel panic - not syncing: VFS: Unable to mount root fs",
                    "[    1.234567] Kernel panic - not syncing: Attempted to kill init!",
                    "[    1.234567] ",
                    "U-Boot 2024.01 (Jan 08 2024 - 15:00:00 +0000)",
                    "rst:0x7 (TG0WDT_SYS_RESET),boot:0x13 (SPI_FAST_FLASH_BOOT)",
                    "Guru Meditation Error: Core  0 panic'ed (LoadProhibited)",
                    "Reset cause: WDOG",
                    "Rebooting in 5 seconds..",
                    "\u001b[1;31m",
                    "\u001b]0;title\u0007",
                    "\u001bP q\u001b\\",
                    "\u001b(B",
                    "\u001b",
                    "[",
                    "Password: ",
                    "x".repeat(500),
                    "\u0000",
                    "\u00ff\u00fe",
                    "\t",
                    " ",
                    "\r\n",
                    "\n",
                    "\r",
                    "\n\n");

    private static List<Sign> read(String text, Random random, int most) {
        var reader = new SignReader(SignTable.usual());
        var signs = new ArrayList<Sign>();
        reader.begin(100);
        int at = 0;
        while (at < text.length()) {
            int end = Math.min(text.length(), at + 1 + random.nextInt(most));
            reader.feed(text.substring(at, end), signs::add);
            at = end;
        }
        assertThat(reader.position()).isEqualTo(100 + text.length());
        return signs;
    }

    private static List<Kind> kinds(String line) {
        return read(line + "\r\n", new Random(1), 7).stream().map(Sign::kind).toList();
    }

    @Test
    public void everySplitOfTheStreamGivesTheSameSigns() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        int found = 0;
        for (int round = 0; round < 3000; round++) {
            var text = new StringBuilder();
            for (int n = random.nextInt(12); n >= 0; n--) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            var whole = read(text.toString(), new Random(0), Integer.MAX_VALUE / 2);
            assertThat(read(text.toString(), random, 1))
                    .as("seed %d: %s", seed, text)
                    .isEqualTo(whole);
            assertThat(read(text.toString(), random, 40))
                    .as("seed %d: %s", seed, text)
                    .isEqualTo(whole);
            found += whole.size();
        }
        assertThat(found).isGreaterThan(1000);
    }

    @Test
    public void aStreamWithoutLineEndsTakesNoMemory() {
        var reader = new SignReader(SignTable.usual());
        var noise = new byte[1 << 16];
        var random = new Random(7);
        for (int i = 0; i < 64; i++) {
            random.nextBytes(noise);
            var text = new String(noise, java.nio.charset.StandardCharsets.ISO_8859_1);
            reader.feed(text.replaceAll("[\\r\\n]", "x"), sign -> assertThat(sign).isNull());
            assertThat(reader.held()).isLessThanOrEqualTo(SignReader.LONGEST);
        }
    }

    @DataProvider
    public Object[][] lines() {
        return new Object[][] {
            {"Kernel panic - not syncing: Fatal exception", Kind.PANIC},
            {"[    3.141592] Kernel panic - not syncing: No working init found.", Kind.PANIC},
            {"[    3.141592][    T1] Kernel panic - not syncing: x", Kind.PANIC},
            {"Password: [    3.141592] Kernel panic - not syncing: x", Kind.PANIC},
            {"\u001b[31mKernel panic - not syncing: x\u001b[0m", Kind.PANIC},
            {"Guru Meditation Error: Core  1 panic'ed (StoreProhibited)", Kind.PANIC},
            {"### ERROR ### Please RESET the board ###", Kind.PANIC},
            {"\"Synchronous Abort\" handler, esr 0x96000010", Kind.PANIC},
            {"E: >>> ZEPHYR FATAL ERROR 0: CPU exception on CPU 0", Kind.PANIC},
            {"Brownout detector was triggered", Kind.BROWN_OUT},
            {"Reset cause: WDOG", Kind.WATCHDOG},
            {"Watchdog reset", Kind.WATCHDOG},
            {"[   99.000001] watchdog: watchdog0: watchdog did not stop!", Kind.WATCHDOG},
            {"[    3.200000] Rebooting in 5 seconds..", Kind.RESTARTS_SOON},
            {"[    2.000000] Internal error: Oops: 96000004 [#1] SMP", Kind.CONTEXT},
            {"[    2.000000] BUG: unable to handle page fault", Kind.CONTEXT},
            {"U-Boot SPL 2024.01 (Jan 08 2024 - 15:00:00 +0000)", Kind.BANNER},
            {"U-Boot 2024.01+dfsg-1 (Jan 08 2024 - 15:00:00 +0000)", Kind.BANNER},
            {"[    0.000000] Linux version 6.1.0-18-arm64 (x@y)", Kind.BANNER},
            {"rst:0x1 (POWERON_RESET),boot:0x13 (SPI_FAST_FLASH_BOOT)", Kind.BANNER},
            {" ets Jan  8 2013,rst cause:2, boot mode:(3,6)", Kind.BANNER},
            {"*** Booting Zephyr OS build v3.5.0 ***", Kind.BANNER},
            {"barebox 2023.10.0 #1 Mon Oct 9", Kind.BANNER},
            {"NOTICE:  BL1: v2.9(release):v2.9.0", Kind.BANNER},
        };
    }

    @Test(dataProvider = "lines")
    public void whatSystemsReallyPrintIsKnown(String line, Kind kind) {
        assertThat(kinds(line)).containsExactly(kind);
    }

    @DataProvider
    public Object[][] harmless() {
        return new Object[][] {
            {"panic=5 root=/dev/mmcblk0p2"},
            {"httpd: POST /log body='Kernel panic - not syncing: x'"},
            {"Jan  1 00:00:01 box kernel: [    3.1415] Kernel panic - not syncing: x"},
            {"[    4.000000] pstore: crashed with: Kernel panic - not syncing: x"},
            {"[    3.300000] ---[ end Kernel panic - not syncing: x ]---"},
            {"Reset cause: POR"},
            {"rst:0x5 (DEEPSLEEP_RESET),boot:0x13 (SPI_FAST_FLASH_BOOT)"},
            {"U-Boot version 2024.01"},
            {"Linux version 6.1.0-18-arm64 (x@y)"},
            {"[    5.000000] Linux version is fine"},
            {"[    1.000000] imx2-wdt 30280000.watchdog: timeout 60 sec (nowayout=0)"},
        };
    }

    @Test(dataProvider = "harmless")
    public void wordsThatOnlyLookLikeItAreNoSigns(String line) {
        assertThat(kinds(line)).isEmpty();
    }

    @Test
    public void aRestartByTheWatchdogIsAStartAndItsCause() {
        assertThat(kinds("rst:0x8 (TG1WDT_SYS_RESET),boot:0x13 (SPI_FAST_FLASH_BOOT)"))
                .containsExactly(Kind.BANNER, Kind.WATCHDOG);
        assertThat(kinds("rst:0xf (RTCWDT_BROWN_OUT_RESET),boot:0x13 (SPI_FAST_FLASH_BOOT)"))
                .containsExactly(Kind.BANNER, Kind.BROWN_OUT);
    }

    @Test
    public void whatIsShownOfALongLineHasALimitAndItsPlace() {
        var signs =
                read("ab\nKernel panic - not syncing: " + "y".repeat(400) + "\n", new Random(3), 9);
        assertThat(signs)
                .singleElement()
                .satisfies(s -> {
                    assertThat(s.line()).hasSize(SignReader.SHOWN + 1).endsWith("y…");
                    assertThat(s.position()).isEqualTo(103);
                });
    }

    @Test
    public void aPartOfALongLineBeginsNoLine() {
        var text = "x".repeat(SignReader.LONGEST) + "Kernel panic - not syncing: x\n";
        assertThat(read(text, new Random(4), 100)).isEmpty();
    }
}
