package io.facegate.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.facegate.training.configuration.ConfigurationException;
import io.facegate.training.configuration.Overrides;
import io.facegate.training.configuration.SettingsReader;
import io.facegate.training.fit.RunSettings.Data.SameNames;
import io.facegate.training.fit.ValidationSettings.Metric;
import io.facegate.training.network.FaceNetwork;
import io.facegate.training.network.ResNet50;
import io.facegate.training.schedule.Plateau;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a run's settings may be, and what they mean. */
class RunSettingsTest {
    private static RunSettings read(String... assignments) throws IOException {
        return new SettingsReader()
                .read(
                        null,
                        new Overrides("quick-cpu", List.of(Path.of("a")), List.of(Path.of("b")), List.of(assignments)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "readers=0 | readers (0) must be at least 1",
                "checkpointSteps=0 | checkpointSteps (0) must be at least 1",
                "network.dropout=1 | dropout (1.0) must be at least 0 and below 1",
                "network.dimension=1 | dimension (1) must be between 2 and 4096",
                "network.width=0.3 | width (0.3) must be 1, 0.5, 0.25, 0.125 or 0.0625",
                "stages[1].width=2 | width (2.0) must be 1, 0.5, 0.25, 0.125 or 0.0625",
                "stages[1].width=0.5 | stage hybrid-triplet has a width of 0.5 after one of 1.0: a network can be widened, not narrowed",
                "validation.far=0 | far (0.0) must be above 0 and below 1",
                "validation.far=1 | far (1.0) must be above 0 and below 1",
                "validation.margin=-0.1 | margin (-0.1) must not be negative",
                "validation.people=1 | people (1) and picturesEach (4) must be at least 2",
                "validation.picturesEach=1 | people (16) and picturesEach (1) must be at least 2",
                "stages[0].sampler.weights=[-1] | weights ([-1.0]) must be between 0 and 1000",
                "averaging.decay=1 | decay (1.0) must be at least 0 and below 1",
                "epochs=0 | epochs (0) must be at least 1",
                "faceSize=31 | faceSize (31) must be at least 32",
                "rates.head=-1 | backbone (0.001) and head (-1.0) must not be negative",
                "rates.backbone=-0.1 | backbone (-0.1) and head (0.001) must not be negative",
                "optimizer.weightDecay=-1 | weightDecay (-1.0) must not be negative",
                "optimizer.clipNorm=0 | clipNorm (0.0) must be positive",
                "optimizer.beta1=1 | beta1 (1.0) and beta2 (0.999) must be at least 0 and below 1",
                "optimizer.beta2=-0.1 | beta1 (0.9) and beta2 (-0.1) must be at least 0 and below 1",
                "plateau.leastImprovement=-1 | leastImprovement (-1.0) must not be negative",
                "plateau.patience=0 | patience (0) must be at least 1",
                "plateau.reduction=1 | reduction (1.0) must be between 0 and 1",
                "earlyStopping.patience=0 | patience (0) must be at least 1",
                "augmentation.brightness=2 | brightness",
                "data.training=[] | data.training ([]) and data.validation ([b]) must not be empty",
            })
    void whatMakesNoSenseIsRefusedWithItsNameAndValue(String assignment, String message) {
        assertThatThrownBy(() -> {
                    RunSettings settings = read(assignment);
                    settings.stages().forEach(settings::network);
                })
                .isInstanceOfAny(ConfigurationException.class, IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({
        "validation-auc, VALIDATION_AUC",
        "validation_auc, VALIDATION_AUC",
        "tar-at-far, TAR_AT_FAR",
        "tar_at_far, TAR_AT_FAR",
        "validation-loss, VALIDATION_LOSS",
        "validation_loss, VALIDATION_LOSS"
    })
    void aMetricHasItsNameWithEitherStroke(String written, Metric metric) throws IOException {
        assertThat(read("validation.metric=" + written).validation().metric()).isEqualTo(metric);
    }

    @Test
    void ofEveryMetricALowerCostIsBetter() {
        assertThat(Metric.VALIDATION_LOSS.cost(0.3)).isEqualTo(0.3);
        assertThat(Metric.VALIDATION_AUC.cost(0.75)).isEqualTo(0.25);
        assertThat(Metric.TAR_AT_FAR.cost(0.25)).isEqualTo(0.75);
    }

    @Test
    void theNetworkIsTheOneThatIsSet() throws IOException {
        RunSettings settings = read("network.dimension=128", "network.dropout=0.5", "network.width=0.25");
        FaceNetwork network = settings.network(settings.stages().get(0));

        assertThat(network).isEqualTo(new ResNet50(128, 0.5f, 0.25));
        assertThat(network.dimension()).isEqualTo(128);
    }

    /** A number names somebody in each data set anew. */
    @Test
    void theSameNameIsTheSamePersonUnlessItIsSaidOtherwise() throws IOException {
        assertThat(read().data().sameNames()).isEqualTo(SameNames.SAME_PEOPLE);
        assertThat(read("data.sameNames=different-people").data().sameNames()).isEqualTo(SameNames.DIFFERENT_PEOPLE);
        assertThat(new ObjectMapper()
                        .readValue("{\"training\": [\"a\"], \"validation\": [\"b\"]}", RunSettings.Data.class)
                        .sameNames())
                .as("in the record of an older run")
                .isEqualTo(SameNames.SAME_PEOPLE);
    }

    @Test
    void partsThatAreTrainedAreMoreAndMore() {
        assertThat(TrainedParts.ALL.parts()).containsExactlyInAnyOrder(FaceNetwork.Part.values());
        assertThat(TrainedParts.LAST_STAGE_AND_HEAD.parts())
                .containsExactlyInAnyOrder(FaceNetwork.Part.LAST_STAGE, FaceNetwork.Part.HEAD);
        assertThat(TrainedParts.HEAD.parts()).containsExactly(FaceNetwork.Part.HEAD);
        assertThat(TrainedParts.HEAD.backbone()).isFalse();
        assertThat(TrainedParts.LAST_STAGE_AND_HEAD.backbone()).isTrue();
    }

    @Test
    void earlyStoppingWaitsForItsEpochAndForItsPatience() {
        StageSettings.EarlyStopping stopping = new StageSettings.EarlyStopping(3, 5);

        assertThat(stopping.ends(4, waited(9))).as("too early").isFalse();
        assertThat(stopping.ends(5, waited(2))).as("too impatient").isFalse();
        assertThat(stopping.ends(5, waited(3))).isTrue();
    }

    private static Plateau waited(int epochs) {
        return new Plateau(0.5, epochs, 0, 1);
    }
}
