package io.facegate.training.cli;

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
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;

/**
 * Shows a run: a progress bar for each epoch, a line for each validation, and all figures to a tracker.
 *
 * <p>Pictures a second are of whole steps, with the waiting for pictures; not of the first step after a pause, such as that
 * of a validation.
 */
final class RunDisplay implements RunListener, AutoCloseable {
    private static final ModelId IN_TRAINING = new ModelId("in-training");
    private static final int MAP_PEOPLE = 20;
    private static final double NANOS_PER_SECOND = 1e9;

    private final PrintWriter out;
    private final ExperimentTracker tracker;
    private final Thumbnails validation;
    private final LongSupplier nanoTime;
    private @Nullable ProgressBar progress;
    private @Nullable Long lastStepDone;

    /**
     * @param out for a line after each epoch
     * @param tracker stays the caller's
     * @param validation the pictures of the validation's data set, by their numbers
     * @param nanoTime a clock for spans of time
     */
    RunDisplay(PrintWriter out, ExperimentTracker tracker, Thumbnails validation, LongSupplier nanoTime) {
        this.out = out;
        this.tracker = tracker;
        this.validation = validation;
        this.nanoTime = nanoTime;
    }

    @Override
    public void started(Resumption resumption) {
        out.println(resumption.message());
        out.flush();
        try {
            tracker.begin(resumption.step() + 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stepDone(Step step) {
        ProgressBar bar = progress;
        if (bar == null) {
            String task = "%s %d/%d".formatted(step.stage(), step.epoch() + 1, step.epochs());
            bar = Progress.of(
                    task, (long) step.stepsPerEpoch() * step.batchSize(), (long) step.stepOfEpoch() * step.batchSize());
            progress = bar;
        }
        bar.stepBy(step.batchSize());
        bar.setExtraMessage(String.format(
                Locale.ROOT,
                " loss %.4f active %.2f%s rate %.1e",
                step.loss(),
                step.active(),
                step.margin() == null ? "" : String.format(Locale.ROOT, " margin %.2f", step.margin()),
                step.headRate()));
        try {
            trackSpeed(step);
            double epochs = step.epoch() + (step.stepOfEpoch() + 1.0) / step.stepsPerEpoch();
            tracker.scalar(step.step() + 1, "progress/stage", step.stageNumber() + 1);
            tracker.scalar(step.step() + 1, "progress/epoch-of-stage", epochs);
            tracker.scalar(step.step() + 1, "training/loss", step.loss());
            tracker.scalar(step.step() + 1, "training/active", step.active());
            tracker.scalar(step.step() + 1, "training/gradient-norm", step.gradientNorm());
            if (step.margin() != null) {
                tracker.scalar(step.step() + 1, "training/margin", step.margin());
            }
            tracker.scalar(step.step() + 1, "rate/backbone", step.backboneRate());
            tracker.scalar(step.step() + 1, "rate/head", step.headRate());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void trackSpeed(Step step) throws IOException {
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
        close();
        lastStepDone = null;
        out.printf(
                Locale.ROOT,
                "%s epoch %d, step %d: validation loss %.4f, AUC %.4f, TAR at FAR %s %.4f%s%n",
                epoch.stage(),
                epoch.epoch() + 1,
                epoch.step(),
                epoch.validationLoss(),
                epoch.validationAuc(),
                epoch.far(),
                epoch.tarAtFar(),
                epoch.best() ? " (best)" : "");
        out.flush();
        try {
            tracker.scalar(epoch.step(), "validation/loss", epoch.validationLoss());
            tracker.scalar(epoch.step(), "validation/auc", epoch.validationAuc());
            tracker.scalar(epoch.step(), "validation/tar-at-far-" + epoch.far(), epoch.tarAtFar());
            if (epoch.best()) {
                tracker.result("best/step", epoch.step());
                tracker.result("best/auc", epoch.validationAuc());
                tracker.result("best/tar-at-far-" + epoch.far(), epoch.tarAtFar());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void validated(Epoch epoch, ValidatedPictures pictures) {
        long step = epoch.step();
        try {
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
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        if (progress != null) {
            progress.close();
            progress = null;
        }
    }
}
