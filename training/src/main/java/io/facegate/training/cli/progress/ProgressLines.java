package io.facegate.training.cli.progress;

import java.util.Locale;
import java.util.function.Consumer;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressState;
import org.jspecify.annotations.Nullable;

/** A line now and then, for where a bar can't be drawn over itself, such as in a file. */
final class ProgressLines implements ProgressBarConsumer {
    private static final double MILLIS_PER_SECOND = 1000;

    private final Consumer<String> lines;
    private @Nullable String last;

    ProgressLines(Consumer<String> lines) {
        this.lines = lines;
    }

    static String render(ProgressState state) {
        double seconds = state.getElapsedAfterStart().toMillis() / MILLIS_PER_SECOND;
        String speed = seconds < 1
                ? ""
                : String.format(Locale.ROOT, ", %.1f a second", (state.getCurrent() - state.getStart()) / seconds);
        return "%s %d of %d%s%s"
                .formatted(state.getTaskName(), state.getCurrent(), state.getMax(), speed, state.getExtraMessage());
    }

    @Override
    public int getMaxRenderedLength() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void accept(String line) {
        if (!line.equals(last)) {
            lines.accept(line);
            last = line;
        }
    }

    @Override
    public void close() {}
}
