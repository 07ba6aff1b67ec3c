package io.facegate.training.fit;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.facegate.training.TrainingException;
import io.facegate.training.augmentation.Augmentation;
import io.facegate.training.checkpoint.RunState;
import io.facegate.training.network.FaceNetwork;
import io.facegate.training.network.ResNet50;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Everything that decides what a run does. {@code defaults.yaml} documents every setting.
 *
 * @param seed of first weights, batches and augmentation
 * @param precision of computation
 * @param threads within one operation; 0 for all cores
 * @param readers threads that decode pictures ahead of the training
 * @param data prepared data sets
 * @param network what is trained
 * @param teacher id of the embedder that a distillation asks, unless the data sets were taught; null for the only one in
 *     the model store
 * @param start folder of a run, whose best network this one begins with, or of a model that was exported from one; null begins with random weights
 * @param augmentation of training pictures
 * @param checkpointSteps steps between checkpoints, beside the one after each epoch
 * @param validation how the network is judged after each epoch
 * @param stages in their order
 */
public record RunSettings(
        long seed,
        Precision precision,
        int threads,
        int readers,
        Data data,
        Network network,
        @Nullable String teacher,
        @Nullable Path start,
        Augmentation augmentation,
        int checkpointSteps,
        ValidationSettings validation,
        List<StageSettings> stages) {

    public RunSettings {
        stages = List.copyOf(stages);
        if (stages.isEmpty()) {
            throw new IllegalArgumentException("stages must not be empty");
        }
        requireWidths(network, stages);
        if (readers < 1) {
            throw new IllegalArgumentException("readers (%d) must be at least 1".formatted(readers));
        }
        if (checkpointSteps < 1) {
            throw new IllegalArgumentException("checkpointSteps (%d) must be at least 1".formatted(checkpointSteps));
        }
    }

    private static void requireWidths(Network network, List<StageSettings> stages) {
        double before = 0;
        for (StageSettings stage : stages) {
            double width = network.width(stage);
            network.build(width);
            if (width < before) {
                throw new IllegalArgumentException(
                        "stage %s has a width of %s after one of %s: a network can be widened, not narrowed"
                                .formatted(stage.name(), width, before));
            }
            before = width;
        }
    }

    /**
     * Random weights that a stage freezes before any stage has trained them never become anything else: a run of hours
     * that learns next to nothing.
     *
     * @param why the backbone is random, as a part of a sentence
     * @throws TrainingException if a run that begins with random weights would do that
     */
    public void requireTrainedBackbone(String why) {
        for (StageSettings stage : stages) {
            boolean all = stage.trainedParts() == TrainedParts.ALL;
            if (all && stage.rates().backbone() > 0) {
                return;
            }
            if (!all || stage.rates().head() > 0) {
                throw new TrainingException(
                        "Stage %s freezes %s of a network whose weights are random: %s.%nMaybe name what to begin with (--set start=FOLDER of a run or of an exported model), or train everything (--set %s)."
                                .formatted(
                                        stage.name(),
                                        all ? "the backbone (rates.backbone is 0)" : "a part (trainedParts)",
                                        why,
                                        all ? "rates.backbone=1e-3" : "trainedParts=all"));
            }
        }
    }

    /**
     * @param training folders of prepared data sets
     * @param validation folders of prepared data sets of other people
     * @param sameNames what it means that somebody in one has the name of somebody in the other
     */
    public record Data(List<Path> training, List<Path> validation, SameNames sameNames) {

        /** Of training and validation. */
        public enum SameNames {
            /** They are the same people, and the run doesn't begin. */
            @JsonProperty("same-people")
            SAME_PEOPLE,
            /** They are others: numbers, such as those of two data sets. */
            @JsonProperty("different-people")
            DIFFERENT_PEOPLE
        }

        public Data {
            sameNames = Objects.requireNonNullElse(sameNames, SameNames.SAME_PEOPLE); // in the record of an older run
            training = List.copyOf(training);
            validation = List.copyOf(validation);
            if (training.isEmpty() || validation.isEmpty()) {
                throw new IllegalArgumentException("data.training (%s) and data.validation (%s) must not be empty"
                        .formatted(training, validation));
            }
        }
    }

    /**
     * @param dimension length of the embeddings
     * @param dropout share of the head's values that is dropped in training
     * @param width of the backbone, see {@link ResNet50}
     */
    public record Network(int dimension, float dropout, Double width) {
        public Network {
            width = Objects.requireNonNullElse(width, ResNet50.WHOLE); // in the record of an older run
        }

        double width(StageSettings stage) {
            return Objects.requireNonNullElse(stage.width(), width);
        }

        FaceNetwork build(double widthOfStage) {
            return new ResNet50(dimension, dropout, widthOfStage);
        }
    }

    /** What a stage trains. */
    public FaceNetwork network(StageSettings stage) {
        return network.build(network.width(stage));
    }

    /** The network in a checkpoint: of the running stage, or of the one that just ended. */
    public FaceNetwork network(RunState state) {
        int stage = state.stepOfStage() > 0 ? state.stage() : state.stage() - 1;
        return network(stages.get(Math.max(0, stage)));
    }
}
