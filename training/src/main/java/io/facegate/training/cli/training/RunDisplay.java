package io.facegate.training.cli.training;

import io.facegate.training.fit.Resumption;
import io.facegate.training.fit.RunListener;
import io.facegate.training.fit.ValidatedPictures;
import io.facegate.training.tracking.ExperimentTracker;
import io.facegate.training.tracking.Thumbnails;
import io.facegate.training.visualization.EmbeddingMap;
import io.facegate.training.visualization.Tsne;
import io.facegate.training.visualization.VerificationFigures;
import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.model.ModelId;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Shows a run: a progress bar for each epoch, a line for each validation, and all figures to a tracker.
 *
 * <p>Pictures a second are of whole steps, with the waiting for pictures; not of the first step after a pause, such as that
 * of a validation.
 */
public final class RunDisplay implements RunListener, AutoCloseable {
    private static final ModelId IN_TRAINING = new ModelId("in-training");
    private static final int MAP_PEOPLE = 20;
    private static final double NANOS_PER_SECOND = 1e9;

    private final RunScreen screen;
    private final Thumbnails validation;
    private final LongSupplier nanoTime;
    private @Nullable Long lastStepDone;

    /**
     * @param out for a line after each epoch
     * @param tracker stays the caller's
     * @param validation the pictures of the validation's data set, by their numbers
     * @param nanoTime a clock for spans of time
     */
    public RunDisplay(PrintWriter out, ExperimentTracker tracker, Thumbnails validation, LongSupplier nanoTime) {
        this.screen = new RunScreen(out, tracker);
        this.validation = validation;
        this.nanoTime = nanoTime;
    }

    @Override
    public void started(Resumption resumption) {
        screen.begin(resumption.message(), resumption.step());
    }

    @Override
    public void stepDone(Step step) {
        screen.advance(
                new RunScreen.Place(
                        "%s %d/%d".formatted(step.stage(), step.epoch() + 1, step.epochs()),
                        (long) step.stepOfEpoch() * step.batchSize(),
                        (long) step.stepsPerEpoch() * step.batchSize()),
                step.batchSize(),
                String.format(
                        Locale.ROOT,
                        " loss %.4f active %.2f%s rate %.1e",
                        step.loss(),
                        step.active(),
                        step.margin() == null ? "" : String.format(Locale.ROOT, " margin %.2f", step.margin()),
                        step.headRate()));
        long done = step.step() + 1;
        screen.track(tracker -> {
            trackSpeed(step, tracker);
            tracker.scalar(done, "progress/stage", step.stageNumber() + 1);
            tracker.scalar(
                    done, "progress/epoch-of-stage", step.epoch() + (step.stepOfEpoch() + 1.0) / step.stepsPerEpoch());
            tracker.scalar(done, "training/loss", step.loss());
            tracker.scalar(done, "training/active", step.active());
            tracker.scalar(done, "training/gradient-norm", step.gradientNorm());
            if (step.margin() != null) {
                tracker.scalar(done, "training/margin", step.margin());
            }
            tracker.scalar(done, "rate/backbone", step.backboneRate());
            tracker.scalar(done, "rate/head", step.headRate());
        });
    }

    private void trackSpeed(Step step, ExperimentTracker tracker) throws IOException {
        long now = nanoTime.getAsLong();
        if (lastStepDone != null && now > lastStepDone) {
            tracker.scalar(
                    step.step() + 1,
                    "progress/pictures-per-second",
                    step.batchSize() * NANOS_PER_SECOND / (now - lastStepDone));
        }
        lastStepDone = now;
    }

    @Override
    public void epochDone(Epoch epoch) {
        lastStepDone = null;
        screen.line(String.format(
                Locale.ROOT,
                "%s epoch %d, step %d: validation loss %.4f, AUC %.4f, TAR at FAR %s %.4f%s",
                epoch.stage(),
                epoch.epoch() + 1,
                epoch.step(),
                epoch.validationLoss(),
                epoch.validationAuc(),
                epoch.far(),
                epoch.tarAtFar(),
                epoch.best() ? " (best)" : ""));
        String tarAtFar = "tar-at-far-" + epoch.far();
        screen.track(tracker -> {
            tracker.scalar(epoch.step(), "validation/loss", epoch.validationLoss());
            tracker.scalar(epoch.step(), "validation/auc", epoch.validationAuc());
            tracker.scalar(epoch.step(), "validation/" + tarAtFar, epoch.tarAtFar());
            if (epoch.best()) {
                tracker.result("best/step", epoch.step());
                tracker.result("best/auc", epoch.validationAuc());
                tracker.result("best/" + tarAtFar, epoch.tarAtFar());
            }
        });
    }

    @Override
    public void validated(Epoch epoch, ValidatedPictures pictures) {
        long step = epoch.step();
        screen.track(tracker -> {
            tracker.histogram(step, "embeddings/norm", pictures.norms());
            tracker.histogram(step, "distances/genuine", distances(pictures, true));
            tracker.histogram(step, "distances/impostor", distances(pictures, false));
            tracker.picture(
                    step,
                    "validation/roc",
                    VerificationFigures.roc(pictures.rocCurve()).png());
            tracker.picture(step, "validation/tsne", map(pictures).figure().png());
            tracker.embeddings(
                    step,
                    "validation",
                    pictures.embeddings(),
                    pictures.people(),
                    point -> validation.at(pictures.pictures()[point]));
        });
    }

    /** Of unit vectors, from their cosine. */
    private static float[] distances(ValidatedPictures pictures, boolean genuine) {
        double[] distances = pictures.pairs().stream()
                .filter(pair -> pair.genuine() == genuine)
                .mapToDouble(pair -> Math.sqrt(Math.max(0, 2 - 2 * pair.score())))
                .toArray();
        float[] floats = new float[distances.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) distances[i];
        }
        return floats;
    }

    private static EmbeddingMap map(ValidatedPictures pictures) {
        SortedMap<String, List<@Nullable Embedding>> people = new TreeMap<>();
        for (int i = 0; i < pictures.people().size(); i++) {
            people.computeIfAbsent(pictures.people().get(i), name -> new ArrayList<>())
                    .add(Embedding.of(IN_TRAINING, pictures.embeddings()[i]));
        }
        return EmbeddingMap.of(EmbeddingMap.choose(people, MAP_PEOPLE), Tsne.DEFAULT);
    }

    @Override
    public void close() {
        screen.close();
    }
}
