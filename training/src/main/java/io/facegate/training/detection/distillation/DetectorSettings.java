package io.facegate.training.detection.distillation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.facegate.training.configuration.ConfigurationException;
import io.facegate.training.configuration.SettingsYaml;
import io.facegate.training.dataset.PictureSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All settings of a detector's training. Every one has its default in {@code detector.yaml} and nowhere else.
 *
 * @param seed of weights, scenes and crops
 * @param threads that TensorFlow computes with
 * @param hardest share of the faces, and of what is none, that a step learns from: the hardest (Zhang et al. 2016)
 * @param weightDecay see {@link io.facegate.training.fit.AdamW}
 * @param clipNorm see {@link io.facegate.training.fit.AdamW}
 * @param boxWeight of the squared error of a face's box, in squared crop sides
 * @param landmarkWeight of the squared error of its landmarks
 * @param warmUpSteps in which the learning rate rises
 * @param checkpointSteps from one checkpoint to the next
 * @param validationSteps from one validation to the next
 * @param validationScenes of each
 * @param start folder of a detector that was made here before: its networks are gone on from, and stay as they are where
 *     there are no steps; null for random weights
 * @param training pictures to train on
 * @param validation pictures of other people
 */
public record DetectorSettings(
        long seed,
        int threads,
        float hardest,
        float weightDecay,
        float clipNorm,
        float boxWeight,
        float landmarkWeight,
        int warmUpSteps,
        int checkpointSteps,
        int validationSteps,
        int validationScenes,
        @Nullable Path start,
        List<PictureSource> training,
        List<PictureSource> validation,
        StageSettings proposal,
        StageSettings refinement,
        StageSettings output,
        LandmarkSettings landmarks) {

    /**
     * @param steps in all, a scene each
     * @param rate of learning, at its highest; it falls to 0 along half a cosine
     * @param crops of a scene at most; P-Net takes every window instead
     * @param smallestFace that is proposed in scenes, in pixels
     * @param scene how scenes are made
     */
    public record StageSettings(int steps, double rate, int crops, float smallestFace, SceneSettings scene) {
        public StageSettings {
            require(steps >= 0, "steps (%s) must not be negative", steps);
            require(rate > 0, "rate (%s) must be positive", rate);
            require(crops > 0, "crops (%s) must be positive", crops);
            require(smallestFace >= 12, "smallestFace (%s) must be at least 12, P-Net's window", smallestFace);
        }
    }

    /**
     * @param steps in all; 0 for a detector without such a network, whose landmarks are O-Net's
     * @param rate of learning, at its highest; it falls to 0 along half a cosine
     * @param crops of a step
     * @param faces that are in memory, to take crops of
     * @param cropsOfAFace that are taken, on average, before others take their places
     */
    public record LandmarkSettings(int steps, double rate, int crops, int faces, int cropsOfAFace) {
        public LandmarkSettings {
            require(steps >= 0, "steps (%s) must not be negative", steps);
            require(rate > 0, "rate (%s) must be positive", rate);
            require(crops > 0, "crops (%s) must be positive", crops);
            require(faces > 0, "faces (%s) must be positive", faces);
            require(cropsOfAFace > 0, "cropsOfAFace (%s) must be positive", cropsOfAFace);
        }
    }

    public DetectorSettings {
        training = List.copyOf(training);
        validation = List.copyOf(validation);
        require(threads >= 0, "threads (%s) must not be negative", threads);
        require(hardest > 0 && hardest <= 1, "hardest (%s) must be above 0 and at most 1", hardest);
        require(boxWeight >= 0, "boxWeight (%s) must not be negative", boxWeight);
        require(landmarkWeight >= 0, "landmarkWeight (%s) must not be negative", landmarkWeight);
        require(warmUpSteps >= 0, "warmUpSteps (%s) must not be negative", warmUpSteps);
        require(checkpointSteps > 0, "checkpointSteps (%s) must be positive", checkpointSteps);
        require(validationSteps > 0, "validationSteps (%s) must be positive", validationSteps);
        require(validationScenes > 0, "validationScenes (%s) must be positive", validationScenes);
        if (start == null) {
            int fewest = Math.min(proposal.steps(), Math.min(refinement.steps(), output.steps()));
            require(fewest > 0, "steps (%s) must be positive without a start", fewest);
        }
    }

    /**
     * What the file says, over the defaults.
     *
     * @param file null for the defaults alone
     * @throws ConfigurationException if the settings can't be used; the message says why
     */
    public static DetectorSettings read(@Nullable Path file) throws IOException {
        try (InputStream defaults = DetectorSettings.class.getResourceAsStream("detector.yaml")) {
            if (defaults == null) {
                throw new IllegalStateException("detector.yaml is not in the program");
            }
            ObjectNode settings =
                    SettingsYaml.settings(new String(defaults.readAllBytes(), StandardCharsets.UTF_8), "detector.yaml");
            if (file != null) {
                SettingsYaml.overlay(settings, SettingsYaml.settings(Files.readString(file), file.toString()));
            }
            return SettingsYaml.convert(settings, DetectorSettings.class);
        }
    }

    /** Of a network that learns from scenes. */
    public StageSettings ofScenes(Stage stage) {
        return switch (stage) {
            case PROPOSAL -> proposal;
            case REFINEMENT -> refinement;
            case OUTPUT -> output;
            case LANDMARKS -> throw new IllegalArgumentException("It learns from crops, not from scenes");
        };
    }

    public int steps(Stage stage) {
        return stage == Stage.LANDMARKS ? landmarks.steps() : ofScenes(stage).steps();
    }

    /** The highest of a network's learning. */
    public double rate(Stage stage) {
        return stage == Stage.LANDMARKS ? landmarks.rate() : ofScenes(stage).rate();
    }

    /** Steps of the stages before this one. */
    public long stepsBefore(Stage stage) {
        long steps = 0;
        for (Stage earlier : Stage.values()) {
            steps += earlier.compareTo(stage) < 0 ? steps(earlier) : 0;
        }
        return steps;
    }

    static void require(boolean holds, String message, Object value) {
        if (!holds) {
            throw new ConfigurationException(message.formatted(value));
        }
    }
}
