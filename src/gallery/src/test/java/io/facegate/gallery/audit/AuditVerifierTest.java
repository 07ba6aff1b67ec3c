package io.facegate.gallery.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code AuditChainIT} of the service does the same with what a database writes. */
class AuditVerifierTest {
    private static final String TIME = "2026-11-26T08:15:59.926059Z";

    private final List<AuditLine> lines = new ArrayList<>();

    AuditVerifierTest() {
        String hash = AuditPosition.GENESIS.hash();
        for (int position = 1; position <= 4; position++) {
            AuditLine open = new AuditLine(position, TIME, "", "{\"at\": \"%s\", \"type\": \"a.b\"}".formatted(TIME));
            hash = open.expected(hash);
            lines.add(new AuditLine(position, TIME, hash, open.entry()));
        }
    }

    /** Computed by sha256sum. */
    @Test
    void aHashIsThatOfTheHashBeforeTheTimeAndTheEntry() {
        String entry =
                "{\"at\": \"2026-11-26T08:15:59.564978Z\", \"type\": \"a.b\", \"actor\": \"key:1\", \"details\": {\"i\": 1, \"similarity\": 0.7}, \"event_id\": 1}";
        assertThat(new AuditLine(1, TIME, "", entry).expected(AuditPosition.GENESIS.hash()))
                .isEqualTo("d12b191b8328b559b8cd3e21c39473fb4d3d69a829334e0f0342b3b1f9871d1c");
    }

    @Test
    void whatIsWholeHasNoFinding() {
        AuditVerifier verifier = new AuditVerifier(AuditPosition.GENESIS, List.of(position(2), position(4)));
        lines.forEach(
                line -> assertThat(verifier.add(AuditLine.parse(line.text()))).isEmpty());
        assertThat(verifier.end()).isEmpty();
        assertThat(verifier.head()).isEqualTo(position(4));
        assertThat(verifier.entries()).isEqualTo(4);
    }

    @Test
    void aGapARepetitionAndAnEndThatIsMissingAreFound() {
        AuditVerifier verifier = new AuditVerifier(AuditPosition.GENESIS, List.of(position(4)));
        assertThat(verifier.add(lines.get(1))).map(AuditFinding::position).contains(1L);
        assertThat(verifier.add(lines.get(0))).isEmpty();
        assertThat(verifier.add(lines.get(0))).map(AuditFinding::position).contains(2L);
        assertThat(verifier.end()).map(AuditFinding::position).contains(2L);
    }

    @Test
    void positionsAreFoundInALog() {
        assertThat(AuditPosition.allIn("2026-11-26T08:15:59Z INFO The audit is sealed up to %s\n12:00 nothing\n%s"
                        .formatted(position(2), position(4))))
                .containsExactly(position(2), position(4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"position\":1}", "position 1"})
    void anythingElseIsNoLine(String text) {
        assertThatThrownBy(() -> AuditLine.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private AuditPosition position(int number) {
        return new AuditPosition(number, lines.get(number - 1).hash());
    }
}
