package io.facegate.training.cli.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.training.evaluation.ScoredPair;
import io.facegate.training.fit.Resumption;
import io.facegate.training.fit.RunListener;
import io.facegate.training.fit.ValidatedPictures;
import java.awt.image.BufferedImage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a validation shows, and what remains of the best one. */
class RunDisplayFiguresTest {
    private final ListedFigures figures = new ListedFigures();
    private final StringWriter out = new StringWriter();
    private final List<Integer> looked = new ArrayList<>();

    private RunDisplay display() {
        return new RunDisplay(
                new PrintWriter(out),
                figures,
                picture -> {
                    looked.add(picture);
                    return new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
                },
                () -> 0);
    }

    private static RunListener.Epoch epoch(boolean best) {
        return new RunListener.Epoch(90, "softmax", 2, 0.4321, 0.98765, 0.01, 0.5, best);
    }

    @Test
    void anEpochIsALineThatSaysWhetherItIsTheBest() {
        try (RunDisplay display = display()) {
            display.epochDone(epoch(false));
            display.epochDone(epoch(true));
        }

        assertThat(out.toString().lines())
                .containsExactly(
                        "softmax epoch 3, step 90: validation loss 0.4321, AUC 0.9877, TAR at FAR 0.01 0.5000",
                        "softmax epoch 3, step 90: validation loss 0.4321, AUC 0.9877, TAR at FAR 0.01 0.5000 (best)");
    }

    @Test
    void onlyTheBestEpochRemainsAsTheRunsResult() {
        try (RunDisplay display = display()) {
            display.epochDone(epoch(false));
        }
        assertThat(figures.told())
                .containsExactly(
                        "90 validation/loss 0.4321", "90 validation/auc 0.98765", "90 validation/tar-at-far-0.01 0.5");

        try (RunDisplay display = display()) {
            display.epochDone(epoch(true));
        }
        assertThat(figures.told())
                .endsWith("result best/step 90.0", "result best/auc 0.98765", "result best/tar-at-far-0.01 0.5");
    }

    @Test
    void aValidationShowsDistancesACurveAMapAndTheFacesThemselves() {
        try (RunDisplay display = display()) {
            display.validated(epoch(true), validated());
        }

        assertThat(figures.told())
                .containsExactly(
                        "90 embeddings/norm of 40",
                        "90 distances/genuine of 2",
                        "90 distances/impostor of 1",
                        "90 validation/roc picture",
                        "90 validation/tsne picture",
                        "90 validation 40 points person 0");
        assertThat(looked).as("by its number in the data set").containsExactly(100);
    }

    private static ValidatedPictures validated() {
        Random random = new Random(1);
        int[] pictures = new int[40];
        List<String> people = new ArrayList<>();
        float[][] embeddings = new float[40][4];
        for (int i = 0; i < 40; i++) {
            pictures[i] = 100 + i;
            people.add("person " + i / 10);
            for (int j = 0; j < 4; j++) {
                embeddings[i][j] = (float) random.nextGaussian() + (j == i / 10 ? 5 : 0);
            }
        }
        return new ValidatedPictures(
                pictures,
                people,
                embeddings,
                new float[40],
                List.of(new ScoredPair(0.9, true), new ScoredPair(0.2, false), new ScoredPair(1.0000001, true)));
    }

    @Test
    void aRunThatGoesOnSaysFromWhere() {
        try (RunDisplay display = display()) {
            display.started(new Resumption(45, true, List.of()));
        }

        assertThat(out.toString()).startsWith("Goes on after step 45, the last that is saved.");
        assertThat(figures.told()).containsExactly("begin 46");
    }
}
