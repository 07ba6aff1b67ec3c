package io.facegate.training.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.facegate.training.SharedData;
import io.facegate.training.loss.LossEvaluation.Batch;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class HybridTripletLossTest {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private record Golden(float alpha, float cosineWeight, List<Case> cases) {}

    @SuppressWarnings("ArrayRecordComponent")
    private record Case(
            String name,
            int epoch,
            double margin,
            String branch,
            float[][] anchor,
            float[][] positive,
            float[][] negative,
            double loss,
            float[][] gradAnchor,
            float[][] gradPositive,
            float[][] gradNegative) {}

    @Test
    void equalsTheIndependentLossAndGradientsInEveryBranch() throws IOException {
        Golden golden = JSON.readValue(
                SharedData.path("golden/loss/hybrid-triplet.json").toFile(), Golden.class);
        HybridTripletLoss loss = new HybridTripletLoss(golden.alpha(), golden.cosineWeight(), 10);

        assertThat(golden.cases()).hasSize(14);
        assertThat(golden.cases().stream().map(Case::branch).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder("hard+semi", "hard", "semi", "none");
        for (Case expected : golden.cases()) {
            LossEvaluation evaluation = LossEvaluation.of(
                    loss,
                    Batch.triplets(expected.anchor(), expected.positive(), expected.negative()),
                    expected.margin(),
                    expected.epoch());
            assertThat(evaluation.loss())
                    .as("loss of %s at epoch %d", expected.name(), expected.epoch())
                    .isCloseTo((float) expected.loss(), within(1e-5f));
            float[][] gradient = Batch.triplets(expected.gradAnchor(), expected.gradPositive(), expected.gradNegative())
                    .embeddings();
            for (int i = 0; i < gradient.length; i++) {
                assertThat(evaluation.gradient()[i])
                        .as("gradient %d of %s at epoch %d", i, expected.name(), expected.epoch())
                        .containsExactly(gradient[i], within(1e-5f));
            }
        }
    }

    @Test
    void hasAFiniteGradientWhereAnchorAndPositiveAreTheSamePicture() {
        float[][] anchor = {{1, 0}, {0, 1}};
        float[][] negative = {{0.8f, 0.6f}, {0, 1}};

        LossEvaluation evaluation =
                LossEvaluation.of(HybridTripletLoss.DEFAULT, Batch.triplets(anchor, anchor, negative), 1, 20);

        assertThat(evaluation.loss()).isFinite().isPositive();
        for (float[] row : evaluation.gradient()) {
            assertThat(row).doesNotContain(Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY);
        }
        // only the semi-hard triplet counts, and pulls its negative away from the anchor
        assertThat(evaluation.gradient()[4][0]).isPositive();
    }

    @Test
    void takesEveryTripletOfABatchOfIdentities() {
        float[][] faces = UnitVectors.random(6, 8, 5);
        int[] people = {0, 0, 1, 1, 1, 2};
        int[][] triplets = Triplets.all(people);

        LossEvaluation mined = LossEvaluation.of(HybridTripletLoss.DEFAULT, Batch.identities(faces, people), 0.5, 20);
        LossEvaluation given = LossEvaluation.of(
                // the cosine term is a mean over pairs, which the enumeration would weigh by their negatives
                new HybridTripletLoss(0.4f, 0, 10), Triplets.batch(faces, triplets), 0.5, 20);
        LossEvaluation minedWithoutCosine =
                LossEvaluation.of(new HybridTripletLoss(0.4f, 0, 10), Batch.identities(faces, people), 0.5, 20);

        assertThat(minedWithoutCosine.loss()).isCloseTo(given.loss(), within(1e-5f));
        assertThat(minedWithoutCosine.active()).isCloseTo(given.active(), within(1e-5f));
        assertThat(mined.loss()).isGreaterThan(minedWithoutCosine.loss());
        float[][] gathered = Triplets.gather(given.gradient(), triplets, faces.length);
        for (int i = 0; i < faces.length; i++) {
            assertThat(minedWithoutCosine.gradient()[i]).containsExactly(gathered[i], within(1e-5f));
        }
    }
}
