package io.facegate.training.cli.progress;

import io.facegate.training.evaluation.EmbeddedPictures;
import io.facegate.vision.FacePipeline;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.function.Consumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * The progress that every long command shows on standard error: a bar on a terminal, elsewhere a line now and then. The
 * launcher knows which it is.
 */
public final class Progress {
    private static final boolean TERMINAL =
            Boolean.parseBoolean(System.getProperty("facegate.terminal", Boolean.toString(System.console() != null)));
    private static final int BAR_MILLIS = 1000;
    private static final int LINE_MILLIS = 30_000;

    private Progress() {}

    public static ProgressBar of(String task, long steps) {
        return of(task, steps, 0);
    }

    /**
     * @param done earlier, which does not count for the speed
     */
    public static ProgressBar of(String task, long steps, long done) {
        return of(task, steps, done, TERMINAL ? null : System.err::println);
    }

    /**
     * @param lines where lines go; null draws a bar on a terminal
     */
    static ProgressBar of(String task, long steps, long done, @Nullable Consumer<String> lines) {
        ProgressBarBuilder builder = new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(steps)
                .startsFrom(done, Duration.ZERO)
                .setUpdateIntervalMillis(lines == null ? BAR_MILLIS : LINE_MILLIS);
        if (lines == null) {
            builder.setStyle(ProgressBarStyle.ASCII)
                    .setSpeedUnit(ChronoUnit.SECONDS)
                    .showSpeed();
        } else {
            builder.setConsumer(new ProgressLines(lines)).setRenderer((state, length) -> ProgressLines.render(state));
        }
        return builder.build();
    }

    public static EmbeddedPictures embed(Collection<Path> pictures, FacePipeline pipeline) {
        return embed("embedding", pictures, pipeline);
    }

    /**
     * @param task what the embeddings are wanted for
     */
    public static EmbeddedPictures embed(String task, Collection<Path> pictures, FacePipeline pipeline) {
        try (ProgressBar progress = of(task, pictures.size())) {
            return EmbeddedPictures.of(pictures, pipeline, progress::step);
        }
    }
}
