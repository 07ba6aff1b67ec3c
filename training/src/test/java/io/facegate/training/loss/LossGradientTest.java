package io.facegate.training.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.facegate.training.loss.LossEvaluation.Batch;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What gradient descent follows is the slope of what is reported: each gradient against finite differences. */
class LossGradientTest {
    private static final int DIMENSION = 5;
    private static final float[][] FACES = UnitVectors.random(7, DIMENSION, 11);
    private static final int[] PEOPLE = {0, 0, 1, 1, 1, 2, 2};
    private static final float[][] CENTRES = UnitVectors.random(3, DIMENSION, 12);
    private static final float[][] TEACHER = UnitVectors.random(7, 4, 13);
    private static final float[][] PROJECTION = UnitVectors.random(4, DIMENSION, 14);
    private static final float[][] NONE = {};
    private static final double MARGIN = 0.4;
    /** Late enough for the hybrid loss's cosines. */
    private static final int EPOCH = 20;

    private static final float STEP = 2e-3f;
    private static final int DIRECTIONS = 4;

    static Stream<Arguments> losses() {
        return Stream.of(
                loss("triplet", new TripletLoss(), identities(), NONE),
                loss("triplet, given", new TripletLoss(), triplets(), NONE),
                loss("semi-hard", new SemiHardTripletLoss(), identities(), NONE),
                loss("batch-hard", new BatchHardLoss(), identities(), NONE),
                loss("hybrid", HybridTripletLoss.DEFAULT, identities(), NONE),
                loss("hybrid, given", HybridTripletLoss.DEFAULT, triplets(), NONE),
                loss("softmax", new MarginSoftmaxLoss(3, 8, false), identities(), CENTRES),
                loss("arcface", new MarginSoftmaxLoss(3, 8, true), identities(), CENTRES),
                loss("distillation", new DistillationLoss(true, 0, 1), taught(), PROJECTION),
                loss("distillation with contrast", new DistillationLoss(true, 2, 4), taught(), PROJECTION));
    }

    private static Arguments loss(String name, EmbeddingLoss loss, Batch batch, float[][] weights) {
        return Arguments.of(Named.of(name, loss), batch, weights);
    }

    private static Batch identities() {
        return Batch.identities(FACES, PEOPLE);
    }

    private static Batch triplets() {
        return Triplets.batch(FACES, new int[][] {{0, 1, 2}, {2, 3, 0}, {5, 6, 4}});
    }

    private static Batch taught() {
        return new Batch(BatchArrangement.IDENTITIES, FACES, PEOPLE, TEACHER);
    }

    /** In random directions of all faces at once, of which each depends on every part of the gradient. */
    @ParameterizedTest
    @MethodSource("losses")
    void theGradientIsTheSlope(EmbeddingLoss loss, Batch batch, float[][] weights) {
        int faces = batch.embeddings().length;
        LossEvaluation here = at(loss, batch, weights);

        assertThat(here.loss()).isPositive();
        double steepest = 0;
        for (int seed = 0; seed < DIRECTIONS; seed++) {
            float[][] direction = UnitVectors.random(faces, DIMENSION, 100 + seed);
            double expected = 0;
            for (int face = 0; face < faces; face++) {
                expected += UnitVectors.cosine(direction[face], here.gradient()[face]);
            }
            double slope = (at(loss, moved(batch, direction, STEP), weights).loss()
                            - at(loss, moved(batch, direction, -STEP), weights).loss())
                    / (2 * STEP);
            assertThat(slope).as("direction %d", seed).isCloseTo(expected, within(3e-3));
            steepest = Math.max(steepest, Math.abs(slope));
        }
        assertThat(steepest).as("there is something to learn").isGreaterThan(0.03);
    }

    private static Batch moved(Batch batch, float[][] direction, float step) {
        float[][] moved = Arrays.stream(batch.embeddings()).map(float[]::clone).toArray(float[][]::new);
        for (int face = 0; face < moved.length; face++) {
            for (int value = 0; value < DIMENSION; value++) {
                moved[face][value] += step * direction[face][value];
            }
        }
        return new Batch(batch.arrangement(), moved, batch.identities(), batch.teacher());
    }

    private static LossEvaluation at(EmbeddingLoss loss, Batch batch, float[][] weights) {
        return LossEvaluation.of(loss, batch, MARGIN, EPOCH, weights);
    }

    @ParameterizedTest
    @MethodSource("losses")
    void aStepAgainstTheGradientLowersTheLoss(EmbeddingLoss loss, Batch batch, float[][] weights) {
        LossEvaluation here = at(loss, batch, weights);

        LossEvaluation there = at(loss, moved(batch, here.gradient(), -0.01f), weights);

        assertThat(there.loss()).isLessThan(here.loss());
    }

    /** A network that gives every face the same embedding has no direction to leave it by, but it has no NaN either. */
    @ParameterizedTest
    @MethodSource("losses")
    void aCollapsedBatchHasAFiniteLossAndGradient(EmbeddingLoss loss, Batch batch, float[][] weights) {
        float[][] collapsed = new float[batch.embeddings().length][];
        Arrays.fill(collapsed, FACES[0]);

        LossEvaluation evaluation =
                at(loss, new Batch(batch.arrangement(), collapsed, batch.identities(), batch.teacher()), weights);

        assertThat(evaluation.loss()).isFinite();
        for (float[] row : evaluation.gradient()) {
            for (float value : row) {
                assertThat(value).isFinite();
            }
        }
    }

    @Test
    void aBatchOfOnePersonHasNoNegativesAndNothingToLearnFromTriplets() {
        Batch alone = Batch.identities(FACES, new int[PEOPLE.length]);

        for (EmbeddingLoss loss : new EmbeddingLoss[] {new TripletLoss(), new SemiHardTripletLoss()}) {
            LossEvaluation evaluation = LossEvaluation.of(loss, alone, MARGIN, EPOCH);
            assertThat(evaluation.loss()).isZero();
            assertThat(evaluation.active()).isZero();
        }
    }
}
