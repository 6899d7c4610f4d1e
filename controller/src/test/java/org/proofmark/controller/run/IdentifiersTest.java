package org.proofmark.controller.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.proofmark.domain.observation.Observation.FirmwareRead;
import org.proofmark.domain.observation.Observation.LabelRead;
import org.proofmark.domain.observation.Observation.MacSeen;
import org.testng.annotations.Test;

public class IdentifiersTest {
    private static final MacSeen SEEN = new MacSeen("02:5e:10:00:00:07");

    @Test
    public void aMacThatIsNotPrintedIsReadFromTheNetwork() {
        assertThat(Identifiers.of("", List.of(SEEN, new LabelRead(Map.of("serial", "7")))))
                .isEqualTo(Map.of("serial", "7", "mac", "02:5e:10:00:00:07"));
    }

    @Test
    public void onePrintedInAnotherSpellingIsTheSame() {
        assertThat(
                        Identifiers.of(
                                "", List.of(SEEN, new LabelRead(Map.of("mac", "025E.1000.0007")))))
                .isEqualTo(Map.of("mac", "025E.1000.0007"));
    }

    @Test
    public void anotherOneIsAnIdentifierOfItsOwn() {
        assertThat(
                        Identifiers.of(
                                "B1",
                                List.of(
                                        new FirmwareRead("1.0"),
                                        new LabelRead(Map.of("mac", "02:5E:10:00:00:06")),
                                        new FirmwareRead("1.1"),
                                        SEEN)))
                .isEqualTo(
                        Map.of(
                                "batch", "B1",
                                "firmware", "1.0",
                                "mac", "02:5E:10:00:00:06",
                                "network-mac", "02:5e:10:00:00:07"));
    }
}
