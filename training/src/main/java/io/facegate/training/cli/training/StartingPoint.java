package io.facegate.training.cli.training;

import io.facegate.training.TrainingException;
import io.facegate.training.checkpoint.Checkpoint;
import io.facegate.training.checkpoint.RunFolder;
import io.facegate.training.checkpoint.TrainedNetwork;
import io.facegate.vision.model.ModelFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a run begins with, if not with random weights.
 *
 * @param folder of a model that was exported, or of another run, whose best checkpoint it is then
 */
record StartingPoint(Path folder) {

    TrainedNetwork open() throws IOException {
        return isModel() ? new TrainedNetwork.OfModel(folder) : new TrainedNetwork.OfCheckpoint(best().variables());
    }

    /** SHA-256 of the weights. */
    String fingerprint() throws IOException {
        return ModelFiles.sha256(isModel() ? savedModel() : best().data());
    }

    private boolean isModel() {
        return Files.exists(savedModel());
    }

    private Path savedModel() {
        return folder.resolve("saved_model.pb");
    }

    private Checkpoint best() throws IOException {
        return RunFolder.checkpoints(folder)
                .best()
                .orElseThrow(() -> new TrainingException(
                        "start: %s is no model, and no run with a best checkpoint.%nMaybe wait for the end of its first epoch."
                                .formatted(folder)));
    }
}
