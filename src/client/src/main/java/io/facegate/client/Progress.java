package io.facegate.client;

import java.time.temporal.ChronoUnit;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** The progress bar of every long command, on standard error. */
final class Progress {
    private static final long MEBIBYTE = 1L << 20;

    private Progress() {}

    static ProgressBarBuilder of(String task) {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setStyle(ProgressBarStyle.ASCII)
                .setSpeedUnit(ChronoUnit.SECONDS)
                .showSpeed()
                .setUpdateIntervalMillis(1000);
    }

    static ProgressBarBuilder ofBytes(String task, long bytes) {
        return of(task).setInitialMax(bytes).setUnit(" MiB", MEBIBYTE);
    }
}
