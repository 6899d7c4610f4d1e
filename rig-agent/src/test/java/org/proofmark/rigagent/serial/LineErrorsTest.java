package org.proofmark.rigagent.serial;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import org.proofmark.bench.wiring.SerialLine;
import org.proofmark.rigagent.testing.Pty;
import org.testng.annotations.Test;

public class LineErrorsTest {
    @Test
    public void theKernelsStructureIsReadAsItsHeaderHasIt() {
        try (var arena = Arena.ofConfined()) {
            // cts, dsr, rng, dcd, rx, tx, frame, overrun, parity, brk, buf_overrun
            var counts = arena.allocate(ValueLayout.JAVA_INT, ErrorCounters.STRUCT_INTS);
            for (int i = 0; i < ErrorCounters.STRUCT_INTS; i++) {
                counts.setAtIndex(ValueLayout.JAVA_INT, i, 100 + i);
            }
            assertThat(ErrorCounters.decode(counts))
                    .isEqualTo(new LineErrors(107, 110, 106, 108, 109));
            counts.setAtIndex(ValueLayout.JAVA_INT, 7, -1);
            assertThat(ErrorCounters.decode(counts).overruns()).isEqualTo(0xffff_ffffL);
        }
    }

    @Test
    public void whatGrewIsToldAlsoWhereACounterWentRound() {
        var before = new LineErrors(0xffff_fffeL, 1, 2, 3, 4);
        var grown = new LineErrors(1, 3, 2, 3, 5).since(before);
        assertThat(grown).isEqualTo(new LineErrors(3, 2, 0, 0, 1));
        assertThat(grown.losses()).isEqualTo(5);
        assertThat(grown.garbled()).isTrue();
        assertThat(LineErrors.NONE.garbled()).isFalse();
        assertThat(new LineErrors(1, 1, 0, 0, 0).garbled()).isFalse();
        assertThat(new LineErrors(0, 0, 1, 0, 0).garbled()).isTrue();
        assertThat(new LineErrors(0, 0, 0, 1, 0).garbled()).isTrue();
    }

    @Test
    public void aPseudoTerminalCountsNothingAndWorksAllTheSame() throws Exception {
        try (var pty = Pty.open();
                var port = TtyPort.open(new SerialLine(pty.path(), 115200, () -> 0))) {
            assertThat(port.errors()).isEmpty();
            port.write(new byte[] {'h', 'i'});
            assertThat(pty.read()).isEqualTo("hi");
        }
        try (var none = ErrorCounters.of(Path.of("/no/such/tty"))) {
            assertThat(none.read()).isEmpty();
        }
    }
}
