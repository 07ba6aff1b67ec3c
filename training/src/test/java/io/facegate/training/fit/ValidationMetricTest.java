package io.facegate.training.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.training.checkpoint.RunFolder;
import io.facegate.training.fit.ValidationSettings.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the best checkpoint, the plateau and early stopping go by. */
class ValidationMetricTest {
    private static final int EPOCHS = 12;
    private static final int PATIENCE = 3;
    /** Metric, epochs, patience of the plateau and of early stopping. With this seed the loss and the other figures part ways. */
    private static final String SETTINGS = """
            seed: 19
            precision: float32
            threads: 1
            validation: {metric: %s, far: 0.1}
            stages:
              - epochs: %d
                loss: {kind: batch-hard}
                sampler: {kind: identities, people: 4, picturesEach: 4}
                rates: {backbone: 0.05, head: 0.05, warmUpEpochs: 0}
                plateau: {leastImprovement: 0, patience: %d, reduction: 0.5}
                earlyStopping: {patience: %d, fromEpoch: 0}
            """;

    @TempDir
    private static Path data;

    @TempDir
    private Path folder;

    private static FaceColours faces;

    @BeforeAll
    static void prepare() throws IOException {
        faces = FaceColours.variedIn(data);
    }

    /** A margin that falls, and after ten epochs another part of the loss. */
    @Test
    void withAllRatesZeroEveryFigureStaysTheSameInEveryEpoch() throws IOException {
        RecordedRun run = RecordedRun.of(faces, faces.settings("""
                precision: float32
                threads: 1
                stages:
                  - epochs: 13
                    loss: {kind: hybrid-triplet}
                    sampler: {kind: identities, people: 4, picturesEach: 4}
                    rates: {backbone: 0, head: 0}
                    margin: {kind: linear, points: [{epoch: 0, value: 1}, {epoch: 12, value: 0.3}]}
                    earlyStopping: {patience: 100}
                """), folder);

        assertThat(run.epochs).hasSize(13);
        RunListener.Epoch first = run.epochs.get(0);
        assertThat(first.validationAuc()).isBetween(0.3, 0.999);
        assertThat(run.epochs).allSatisfy(epoch -> {
            assertThat(epoch.validationLoss()).isEqualTo(first.validationLoss());
            assertThat(epoch.validationAuc()).isEqualTo(first.validationAuc());
            assertThat(epoch.tarAtFar()).isEqualTo(first.tarAtFar());
            assertThat(epoch.best()).isEqualTo(epoch == first);
        });
        assertThat(run.step(0).margin())
                .isGreaterThan(run.step(run.steps.size() - 1L).margin());
    }

    /** A run whose loss falls from epoch to epoch, while fewer people are told apart. */
    @ParameterizedTest
    @EnumSource(Metric.class)
    void bestAndStoppingFollowTheChosenMetricWhereLossAndAucPartWays(Metric metric) throws IOException {
        RecordedRun whole = run(metric, EPOCHS, folder.resolve("whole"));
        assertThat(whole.epochs).hasSize(EPOCHS);
        assertThat(costs(Metric.VALIDATION_LOSS, whole).get(EPOCHS - 1))
                .isLessThan(costs(Metric.VALIDATION_LOSS, whole).get(2));
        assertThat(costs(Metric.VALIDATION_AUC, whole).get(EPOCHS - 1))
                .isGreaterThan(costs(Metric.VALIDATION_AUC, whole).get(2));

        List<Integer> bests = new ArrayList<>();
        int stop = EPOCHS;
        double lowest = Double.POSITIVE_INFINITY;
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            double cost = costs(metric, whole).get(epoch);
            if (cost < lowest) {
                lowest = cost;
                bests.add(epoch);
            } else if (epoch - bests.get(bests.size() - 1) == PATIENCE) {
                stop = Math.min(stop, epoch + 1);
            }
        }
        assertThat(bests(whole)).isEqualTo(bests);
        int best = bests.get(bests.size() - 1);
        assertThat(RunFolder.checkpoints(folder.resolve("whole"))
                        .best()
                        .orElseThrow()
                        .state()
                        .step())
                .isEqualTo(whole.epochs.get(best).step());
        if (metric == Metric.VALIDATION_LOSS) {
            assertThat(best).isEqualTo(EPOCHS - 1);
        } else {
            assertThat(best).isLessThan(4);
            assertThat(stop).isLessThan(EPOCHS);
        }

        RecordedRun stopped = run(metric, PATIENCE, folder.resolve("stopped"));

        assertThat(stopped.epochs).isEqualTo(whole.epochs.subList(0, stop));
    }

    private static List<Double> costs(Metric metric, RecordedRun run) {
        return run.epochs.stream().map(epoch -> cost(metric, epoch)).toList();
    }

    @Test
    void ofLossesTheLastStageHasTheBest() throws IOException {
        String settings = """
                precision: float32
                threads: 1
                validation: {metric: %s}
                stages:
                  - epochs: 2
                    loss: {kind: triplet}
                    sampler: {kind: identities, people: 4, picturesEach: 4}
                    rates: {backbone: 0.001, head: 0.001}
                  - epochs: 2
                    loss: {kind: batch-hard}
                    sampler: {kind: identities, people: 4, picturesEach: 4}
                    rates: {backbone: 0, head: 0}
                """;

        RecordedRun run = RecordedRun.of(faces, faces.settings(settings.formatted("validation_loss")), folder);

        assertThat(run.epochs.get(2).validationLoss())
                .isGreaterThan(run.epochs.get(0).validationLoss());
        assertThat(bests(run)).contains(0).endsWith(0);
        assertThat(run.epochs.get(2).best()).isTrue();
        assertThat(run.epochs.get(3).best()).isFalse();
    }

    @Test
    void thePlateauLowersTheRateByTheSameMetric() throws IOException {
        RecordedRun run =
                RecordedRun.of(faces, faces.settings(SETTINGS.formatted("validation-auc", EPOCHS, 2, EPOCHS)), folder);

        long steps = run.step(0).stepsPerEpoch();
        double rate = run.step(0).headRate();
        double highest = 0;
        int waited = 0;
        for (RunListener.Epoch epoch : run.epochs) {
            assertThat(run.step(epoch.epoch() * steps).headRate()).isEqualTo(rate);
            waited = epoch.validationAuc() > highest ? 0 : waited + 1;
            highest = Math.max(highest, epoch.validationAuc());
            if (waited == 2) {
                rate /= 2;
                waited = 0;
            }
        }
        assertThat(rate).isLessThan(run.step(0).headRate());
    }

    private static List<Integer> bests(RecordedRun run) {
        List<Integer> bests = new ArrayList<>();
        for (RunListener.Epoch epoch : run.epochs) {
            if (epoch.best()) {
                bests.add(epoch.epoch());
            }
        }
        return bests;
    }

    private static double cost(Metric metric, RunListener.Epoch epoch) {
        return switch (metric) {
            case VALIDATION_AUC -> 1 - epoch.validationAuc();
            case TAR_AT_FAR -> 1 - epoch.tarAtFar();
            case VALIDATION_LOSS -> epoch.validationLoss();
        };
    }

    private static RecordedRun run(Metric metric, int patience, Path folder) throws IOException {
        String name = metric.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return RecordedRun.of(faces, faces.settings(SETTINGS.formatted(name, EPOCHS, EPOCHS, patience)), folder);
    }
}
