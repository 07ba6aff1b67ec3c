package io.facegate.training.cli;

import io.facegate.training.evaluation.EmbeddedPictures;
import io.facegate.vision.FacePipeline;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** The progress bar that every long command shows on standard error. */
final class Progress {
    private Progress() {}

    static ProgressBar of(String task, long steps) {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(steps)
                .setStyle(ProgressBarStyle.ASCII)
                .setSpeedUnit(ChronoUnit.SECONDS)
                .showSpeed()
                .setUpdateIntervalMillis(1000)
                .build();
    }

    static EmbeddedPictures embed(Collection<Path> pictures, FacePipeline pipeline) {
        try (ProgressBar progress = of("embedding", pictures.size())) {
            return EmbeddedPictures.of(pictures, pipeline, progress);
        }
    }
}
