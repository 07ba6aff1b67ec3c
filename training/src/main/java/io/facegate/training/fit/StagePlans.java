package io.facegate.training.fit;

import io.facegate.training.TrainingException;
import io.facegate.training.dataset.PreparationSettings.Teaching;
import io.facegate.training.dataset.PreparedDataset;
import io.facegate.training.distillation.Teacher;
import io.facegate.training.network.FaceNetwork;
import io.facegate.training.sampling.Sampler;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the graph of each stage is made of, from the settings and the data.
 *
 * @param networks what each stage trains
 * @param ofValidation who taught the data for validation
 * @param teacher see {@link Fitter}
 */
record StagePlans(
        RunSettings settings,
        Function<StageSettings, FaceNetwork> networks,
        Precision precision,
        PreparedDataset training,
        @Nullable Teaching ofValidation,
        @Nullable Teacher teacher) {

    StagePlan plan(StageSettings stage, Sampler sampler) {
        return new StagePlan(
                networks.apply(stage),
                training.geometry(),
                faceSize(stage),
                settings.augmentation(),
                stage.loss().build(training.identities()),
                sampler.arrangement(),
                sampler.batchSize(),
                stage.trainedParts(),
                stage.optimizer(),
                stage.averaging(),
                stage.loss().needsTeacher() ? teacher : null,
                stage.loss().needsTeacher() && teacher == null ? targetDimension() : 0,
                precision,
                settings.threads(),
                settings.seed());
    }

    int faceSize(StageSettings stage) {
        int prepared = training.geometry().faceSize();
        Integer wanted = stage.faceSize();
        if (wanted != null && wanted > prepared) {
            throw new TrainingException(
                    "Stage %s wants faces of %d pixels where the prepared ones have %d.%nMaybe leave out its faceSize."
                            .formatted(stage.name(), wanted, prepared));
        }
        return wanted == null ? prepared : wanted;
    }

    private int targetDimension() {
        Teaching teaching = training.teaching();
        if (teaching == null || ofValidation == null) {
            throw new TrainingException(
                    "Some data sets were taught and some were not, so there is nothing to learn from.%nMaybe teach all of them: ./facegate teach --help");
        }
        return teaching.dimension();
    }
}
