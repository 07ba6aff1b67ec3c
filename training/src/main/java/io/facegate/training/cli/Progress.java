package io.facegate.training.cli;

import io.facegate.training.evaluation.EmbeddedPictures;
import io.facegate.vision.FacePipeline;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** The progress bar that every long command shows on standard error. */
final class Progress {
    /** Where there is no terminal whose width would count, such as in a file. */
    private static final int UNBOUND_LENGTH = 130;

    private static final int TERMINAL_WIDTH = -1;

    private Progress() {}

    static ProgressBar of(String task, long steps) {
        return of(task, steps, 0);
    }

    /**
     * @param done earlier, which does not count for the speed
     */
    static ProgressBar of(String task, long steps, long done) {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(steps)
                .startsFrom(done, Duration.ZERO)
                .setStyle(ProgressBarStyle.ASCII)
                .setSpeedUnit(ChronoUnit.SECONDS)
                .showSpeed()
                .setUpdateIntervalMillis(1000)
                .setMaxRenderedLength(System.console() == null ? UNBOUND_LENGTH : TERMINAL_WIDTH)
                .build();
    }

    static EmbeddedPictures embed(Collection<Path> pictures, FacePipeline pipeline) {
        try (ProgressBar progress = of("embedding", pictures.size())) {
            return EmbeddedPictures.of(pictures, pipeline, progress);
        }
    }
}
