package io.facegate.service.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegate.service.embedding.ReceivedEmbedding;
import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.model.ModelId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceEmbeddingTest {
    private static final ModelId MODEL = new ModelId("m");
    private static final ReceivedEmbedding OF_THREE = new ReceivedEmbedding(MODEL, 3);

    @ParameterizedTest
    @ValueSource(strings = {"[3, 0, 4]", " [3,0.0,4e0] ", "\"[3, 0, 4]\"", "\n[3,\n0,\n4]\n"})
    void readsAJsonArrayBareOrWithinQuotes(String text) {
        Embedding embedding = ReferenceEmbedding.parse(text, OF_THREE);

        assertThat(embedding.values()).containsExactly(0.6f, 0, 0.8f);
        assertThat(embedding.model()).isEqualTo(MODEL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "1",
                "{}",
                "[1, 2",
                "1, 2, 3",
                "[1, 2, NaN]",
                "[1, 2, Infinity]",
                "[1, 2, 1e999]",
                "[1, 2, \"3\"]",
                "[1, 2, null]",
                "[1, 2, [3]]",
                "[0, 0, 0]",
                "[0, 0, -0.0]",
                "[1e-300, 0, 0]",
                "[1, 2, 3] [4]",
                "\"\\\"[1,2,3]\\\"\""
            })
    void refusesWhatIsNoVector(String text) {
        assertThatThrownBy(() -> ReferenceEmbedding.parse(text, OF_THREE))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.type()).isEqualTo(ProblemType.EMBEDDING_MALFORMED);
                    assertThat(e.part()).isEqualTo("ref_embedding");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[1]", "[1, 2]", "[1, 2, 3, 4]"})
    void refusesAnotherLength(String text) {
        assertThatThrownBy(() -> ReferenceEmbedding.parse(text, OF_THREE))
                .isInstanceOfSatisfying(ProblemException.class, e -> assertThat(e.type())
                        .isEqualTo(ProblemType.EMBEDDING_DIMENSION_MISMATCH))
                .hasMessageContaining("those of model m have 3");
    }

    @Test
    void saysNothingOfTheValues() {
        assertThatThrownBy(() -> ReferenceEmbedding.parse("[0.123456, oops]", OF_THREE))
                .satisfies(e -> assertThat(e.toString()).doesNotContain("0.12").doesNotContain("oops"))
                .hasNoCause();
    }

    @Test
    void staysBoundedOnDeepNesting() {
        assertThatThrownBy(() -> ReferenceEmbedding.parse("[".repeat(100_000), OF_THREE))
                .isInstanceOf(ProblemException.class);
    }
}
