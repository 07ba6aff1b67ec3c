package io.facegate.training.cli.training;

import io.facegate.training.tracking.EventFile;
import io.facegate.training.tracking.ExperimentTracker;
import io.facegate.training.tracking.RemoteTracker;
import io.facegate.training.tracking.RunDescription;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Who is told of a run. */
final class TrackingOptions {
    @Option(
            names = "--track",
            paramLabel = "SERVICE",
            description = {
                "Besides event files for TensorBoard: wandb (Weights and Biases, by its Python package; wandb login and"
                        + " WANDB_MODE hold) or mlflow (the server of MLFLOW_TRACKING_URI); may be repeated.",
                "What fails there is said, and the training goes on."
            })
    private List<RemoteTracker> services = List.of();

    /** Event files in the folder of the run, and the services that were asked for. */
    ExperimentTracker open(Path folder, RunDescription run, CommandSpec command) throws IOException {
        PrintWriter err = command.commandLine().getErr();
        Consumer<String> notices = notice -> {
            err.println(notice);
            err.flush();
        };
        List<ExperimentTracker> trackers = new ArrayList<>();
        trackers.add(new EventFile(folder, run, InstantSource.system()));
        services.stream().distinct().forEach(service -> trackers.add(service.open(run, folder, notices)));
        return ExperimentTracker.all(trackers);
    }
}
