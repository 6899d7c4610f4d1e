package org.proofmark.controller.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.proofmark.controller.run.LiveConsoles.Line;
import org.proofmark.domain.run.Attempt;
import org.proofmark.domain.run.RunId;
import org.testng.annotations.Test;

public class LiveConsolesTest {
    private static final RunId RUN = new RunId("r1");
    private final LiveConsoles consoles = new LiveConsoles();

    private static List<String> texts(LiveConsoles consoles, RunId run) {
        return consoles.of(run).lines().stream().map(Line::text).toList();
    }

    private static Attempt attempt(String run, int number) {
        return new Attempt(new RunId(run), number);
    }

    @Test
    public void keepsTheLastLinesWithTheirNumbers() {
        var lines = IntStream.rangeClosed(1, 1000).mapToObj(n -> "line " + n).toList();
        consoles.take(attempt("long", 1), lines, 0);
        var kept = consoles.of(new RunId("long")).lines();
        assertThat(kept).hasSize(LiveConsoles.MAX_LINES);
        assertThat(kept.getLast()).isEqualTo(new Line(1000, "line 1000", false));
        assertThat(kept.getFirst().number()).isEqualTo(1000 - LiveConsoles.MAX_LINES + 1);
    }

    @Test
    public void aSecretThatIsLearntLaterIsHiddenInWhatIsThereAndInWhatComes() {
        consoles.take(attempt("r1", 1), List.of("your code is Xy7-99", "ready"), 0);
        var before = consoles.of(RUN).generation();
        consoles.hide(RUN, "Xy7-99");
        consoles.take(attempt("r1", 1), List.of("again Xy7-99"), 0);
        assertThat(texts(consoles, RUN))
                .containsExactly("your code is [masked]", "ready", "again [masked]");
        assertThat(consoles.of(RUN).generation()).isNotEqualTo(before);
    }

    @Test
    public void tellsWhatTheRigLeftOut() {
        consoles.take(attempt("lossy", 1), List.of("after"), 7);
        var lines = consoles.of(new RunId("lossy")).lines();
        assertThat(lines.getFirst().told()).isTrue();
        assertThat(lines.getFirst().text()).startsWith("7 lines are not shown here");
        assertThat(lines.getLast()).isEqualTo(new Line(2, "after", false));
    }

    @Test
    public void aNewAttemptBeginsAnew() {
        consoles.take(attempt("twice", 1), List.of("first"), 0);
        var before = consoles.of(new RunId("twice")).generation();
        consoles.take(attempt("twice", 2), List.of("second"), 0);
        assertThat(texts(consoles, new RunId("twice"))).containsExactly("second");
        assertThat(consoles.of(new RunId("twice")).generation()).isNotEqualTo(before);
    }

    @Test
    public void forgetsTheRunThatWasSilentTheLongest() {
        var own = new LiveConsoles();
        for (var i = 0; i < LiveConsoles.MAX_RUNS; i++) {
            own.take(attempt("run-" + i, 1), List.of("x"), 0);
        }
        own.take(attempt("run-0", 1), List.of("y"), 0);
        own.take(attempt("one-more", 1), List.of("z"), 0);
        assertThat(texts(own, new RunId("run-0"))).containsExactly("x", "y");
        assertThat(texts(own, new RunId("run-1"))).isEmpty();
    }

    @Test
    public void tellsWhoListens() {
        var own = new LiveConsoles();
        var heard = new ArrayList<RunId>();
        own.listen(heard::add);
        own.take(attempt("r1", 1), List.of("a"), 0);
        own.hide(RUN, "unknown");
        assertThat(heard).containsExactly(RUN);
        own.hide(RUN, "a");
        assertThat(heard).containsExactly(RUN, RUN);
    }
}
