package org.proofmark.domain.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.proofmark.domain.observation.Observation.LabelRead;
import org.testng.annotations.Test;

/// What of a label may stand in an observation in clear.
public class LabelReadTest {
    private static final Map<String, String> LABEL =
            Map.of(
                    "serial", "SN1",
                    "mac", " ",
                    "sku", "K-77",
                    "qr", "WIFI:P:x7Kqm2;;",
                    "wifi_key", "x7Kqm2",
                    "hidden", "b9Trw4",
                    "password", "pw-of-the-unit");

    private static Map<String, String> read(Set<String> identifiers, Set<String> secrets) {
        return LabelRead.of(LABEL, identifiers, secrets).fields();
    }

    @Test
    public void fieldsThatNobodyNamedStayOnTheLabel() {
        assertThat(read(Set.of(), Set.of())).isEqualTo(Map.of("serial", "SN1"));
    }

    @Test
    public void namedIdentifiersAreRead() {
        assertThat(read(Set.of("sku", "not-printed"), Set.of("wifi_key")))
                .isEqualTo(Map.of("serial", "SN1", "sku", "K-77"));
    }

    @Test
    public void secretsAndCodesThatCarryThemAreLeftOutWhateverAProfileSays() {
        assertThat(read(Set.of("sku", "qr", "wifi_key", "password"), Set.of("wifi_key")))
                .isEqualTo(Map.of("serial", "SN1", "sku", "K-77"));
    }

    @Test
    public void aSecretCannotBePutIntoAnObservation() {
        assertThatThrownBy(() -> new LabelRead(Map.of("setup_code", "1")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
