package io.facegate.training.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.facegate.training.loss.LossEvaluation.Batch;
import org.junit.jupiter.api.Test;

class EmbeddingLossesTest {
    private static final float[][] FACES = UnitVectors.random(7, 6, 3);
    private static final int[] PEOPLE = {0, 0, 1, 1, 1, 2, 2};

    @Test
    void tripletLossIsTheMeanHinge() {
        int[][] triplets = Triplets.all(PEOPLE);
        double sum = 0;
        int active = 0;
        for (int[] triplet : triplets) {
            double hinge = Math.max(0, violation(triplet) + 0.2);
            sum += hinge;
            active += hinge > 0 ? 1 : 0;
        }

        for (Batch batch : new Batch[] {Batch.identities(FACES, PEOPLE), Triplets.batch(FACES, triplets)}) {
            LossEvaluation evaluation = LossEvaluation.of(new TripletLoss(), batch, 0.2, 0);
            assertThat(evaluation.loss()).isCloseTo((float) (sum / triplets.length), within(1e-5f));
            assertThat(evaluation.active()).isCloseTo((float) active / triplets.length, within(1e-5f));
        }
    }

    @Test
    void semiHardLossLeavesOutWhatIsHardAndWhatIsFarEnough() {
        double sum = 0;
        int semiHard = 0;
        for (int[] triplet : Triplets.all(PEOPLE)) {
            double violation = violation(triplet);
            if (violation < 0 && violation + 0.3 > 0) {
                sum += violation + 0.3;
                semiHard++;
            }
        }

        LossEvaluation evaluation =
                LossEvaluation.of(new SemiHardTripletLoss(), Batch.identities(FACES, PEOPLE), 0.3, 0);

        assertThat(semiHard).isPositive();
        assertThat(evaluation.loss()).isCloseTo((float) (sum / semiHard), within(1e-5f));
    }

    @Test
    void semiHardLossIsNothingWhereNothingIsSemiHard() {
        float[][] anchor = {{1, 0}};
        float[][] far = {{-1, 0}};

        LossEvaluation evaluation =
                LossEvaluation.of(new SemiHardTripletLoss(), Batch.triplets(anchor, anchor, far), 0.3, 0);

        assertThat(evaluation.loss()).isZero();
        assertThat(evaluation.gradient()[2]).containsExactly(new float[] {0, 0}, within(1e-9f));
    }

    @Test
    void batchHardLossTakesTheFarthestPositiveAndTheNearestNegative() {
        double sum = 0;
        for (int a = 0; a < FACES.length; a++) {
            double farthest = 0;
            double nearest = Double.POSITIVE_INFINITY;
            for (int other = 0; other < FACES.length; other++) {
                double distance = UnitVectors.distance(FACES[a], FACES[other]);
                if (PEOPLE[other] != PEOPLE[a]) {
                    nearest = Math.min(nearest, distance);
                } else {
                    farthest = Math.max(farthest, distance);
                }
            }
            sum += Math.log1p(Math.exp(farthest - nearest));
        }

        LossEvaluation evaluation = LossEvaluation.of(new BatchHardLoss(), Batch.identities(FACES, PEOPLE), 0.3, 0);

        assertThat(evaluation.loss()).isCloseTo((float) (sum / FACES.length), within(1e-5f));
    }

    @Test
    void batchHardLossLeavesOutPeopleWithOnePicture() {
        float[][] three = {FACES[0], FACES[1], FACES[2]};

        LossEvaluation withStranger = LossEvaluation.of(new BatchHardLoss(), Batch.identities(three, 0, 0, 1), 0.3, 0);

        double positive = UnitVectors.distance(three[0], three[1]);
        double expected = (Math.log1p(Math.exp(positive - UnitVectors.distance(three[0], three[2])))
                        + Math.log1p(Math.exp(positive - UnitVectors.distance(three[1], three[2]))))
                / 2;
        assertThat(withStranger.loss()).isCloseTo((float) expected, within(1e-5f));
    }

    @Test
    void marginSoftmaxAddsTheMarginToTheAngleOfTheRightIdentity() {
        float[][] centres = UnitVectors.random(3, 6, 9);
        for (float[] centre : centres) {
            for (int i = 0; i < centre.length; i++) {
                centre[i] *= 3; // only its direction counts
            }
        }
        double scale = 16;
        double margin = 0.5;
        double sum = 0;
        for (int i = 0; i < FACES.length; i++) {
            double[] logits = new double[3];
            double partition = 0;
            for (int c = 0; c < 3; c++) {
                double cosine = UnitVectors.cosine(FACES[i], centres[c]) / 3;
                double angle = Math.acos(cosine);
                double shifted =
                        angle + margin < Math.PI ? Math.cos(angle + margin) : cosine - margin * Math.sin(margin);
                logits[c] = scale * (c == PEOPLE[i] ? shifted : cosine);
                partition += Math.exp(logits[c]);
            }
            sum += Math.log(partition) - logits[PEOPLE[i]];
        }

        LossEvaluation evaluation = LossEvaluation.of(
                new MarginSoftmaxLoss(3, 16, true), Batch.identities(FACES, PEOPLE), margin, 0, centres);

        assertThat(evaluation.loss()).isCloseTo((float) (sum / FACES.length), within(1e-4f));
    }

    @Test
    void marginSoftmaxHasAFiniteGradientAtTheCentreAndOppositeOfIt() {
        float[][] faces = {{1, 0}, {-1, 0}};
        float[][] centres = {{1, 0}, {0, 1}};

        LossEvaluation evaluation =
                LossEvaluation.of(new MarginSoftmaxLoss(2, 64, true), Batch.identities(faces, 0, 0), 0.5, 0, centres);

        assertThat(evaluation.loss()).isFinite();
        for (float[] row : evaluation.gradient()) {
            for (float value : row) {
                assertThat(value).isFinite();
            }
        }
        // the face opposite of its centre is still drawn to it
        assertThat(evaluation.gradient()[1][0]).isNegative();
    }

    @Test
    void softmaxIsMarginSoftmaxWithoutMargin() {
        float[][] centres = UnitVectors.random(3, 6, 9);
        Batch batch = Batch.identities(FACES, PEOPLE);

        LossEvaluation softmax = LossEvaluation.of(new MarginSoftmaxLoss(3, 16, false), batch, 0.5, 0, centres);
        LossEvaluation noMargin = LossEvaluation.of(new MarginSoftmaxLoss(3, 16, true), batch, 0, 0, centres);

        assertThat(softmax.loss()).isCloseTo(noMargin.loss(), within(1e-5f));
    }

    @Test
    void distillationIsZeroWhereTheProjectedStudentIsTheTeacher() {
        float[][] student = {{1, 0}, {0.6f, 0.8f}};
        float[][] teacher = {{0, 1, 0}, {0.8f, 0.6f, 0}};
        float[][] projection = {{0, 2}, {2, 0}, {0, 0}};

        LossEvaluation evaluation = LossEvaluation.of(
                new DistillationLoss(true, 0, 1),
                new Batch(BatchArrangement.IDENTITIES, student, new int[2], teacher),
                0,
                0,
                projection);

        assertThat(evaluation.loss()).isCloseTo(0, within(1e-6f));
    }

    @Test
    void distillationIsTheMeanCosineDistanceFromTheTeacher() {
        float[][] student = {{1, 0}, {0, 1}};
        float[][] teacher = {{0.6f, 0.8f}, {0.8f, 0.6f}};

        LossEvaluation evaluation = LossEvaluation.of(
                new DistillationLoss(false, 0, 1),
                new Batch(BatchArrangement.IDENTITIES, student, new int[2], teacher),
                0,
                0);

        assertThat(evaluation.loss()).isCloseTo(0.4f, within(1e-6f));
        assertThat(evaluation.gradient()[0]).containsExactly(new float[] {-0.3f, -0.4f}, within(1e-6f));
    }

    @Test
    void distillationAddsHowMuchLessTheStudentTellsTheFacesOfABatchApart() {
        float[][] student = {{0.6f, 0.8f}, {0, 1}};
        float[][] teacher = {{1, 0}, {0, 1}};
        double scale = 2;
        double likeOneself = 1 / (1 + Math.exp(-scale));
        double first = divergence(likeOneself, 1 / (1 + Math.exp(scale * (0.8 - 0.6))));

        LossEvaluation evaluation = LossEvaluation.of(
                new DistillationLoss(false, 3, (float) scale),
                new Batch(BatchArrangement.IDENTITIES, student, new int[2], teacher),
                0,
                0);

        assertThat(evaluation.active()).isCloseTo(0.2f, within(1e-6f));
        // the second face is as the teacher has it
        assertThat(evaluation.loss()).isCloseTo((float) (0.2 + 3 * first / 2), within(1e-5f));
    }

    /** Kullback and Leibler's, of two distributions over two values. */
    private static double divergence(double expected, double found) {
        return expected * Math.log(expected / found) + (1 - expected) * Math.log((1 - expected) / (1 - found));
    }

    @Test
    void distillationTellsWhatItMisses() {
        float[][] student = {{1, 0}};
        float[][] teacher = {{1, 0, 0}};

        assertThatThrownBy(
                        () -> LossEvaluation.of(new DistillationLoss(true, 0, 1), Batch.identities(student, 0), 0, 0))
                .hasMessageContaining("teacher");
        assertThatThrownBy(() -> LossEvaluation.of(
                        new DistillationLoss(false, 0, 1),
                        new Batch(BatchArrangement.IDENTITIES, student, new int[1], teacher),
                        0,
                        0))
                .hasMessageContaining("3 values")
                .hasMessageContaining("projection");
    }

    private static double violation(int[] triplet) {
        return UnitVectors.distance(FACES[triplet[0]], FACES[triplet[1]])
                - UnitVectors.distance(FACES[triplet[0]], FACES[triplet[2]]);
    }
}
