package io.facegate.training.cli;

import io.facegate.training.benchmark.Hardware;
import io.facegate.training.configuration.SettingsReader;
import io.facegate.training.dataset.DisjointPeople;
import io.facegate.training.dataset.PreparationSettings.Teaching;
import io.facegate.training.dataset.PreparedDataset;
import io.facegate.training.distillation.Teacher;
import io.facegate.training.fit.Checkpoints;
import io.facegate.training.fit.Fitter;
import io.facegate.training.fit.Precision;
import io.facegate.training.fit.RunFolder;
import io.facegate.training.fit.RunSettings;
import io.facegate.training.fit.StageSettings;
import io.facegate.training.fit.TrainedNetwork;
import io.facegate.training.fit.TrainingException;
import io.facegate.training.loss.LossSettings;
import io.facegate.training.tracking.EventFile;
import io.facegate.training.tracking.RunRecord;
import io.facegate.training.tracking.SourceRevision;
import io.facegate.training.tracking.WandbSync;
import io.facegate.vision.model.ModelFiles;
import io.facegate.vision.model.ModelId;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./facegate train} */
@Command(
        name = "train",
        description = {
            "Trains a network on prepared data sets.",
            "A run that was stopped or killed goes on where it was when the same command is given again."
        },
        mixinStandardHelpOptions = true,
        subcommands = TrainDetectorCommand.class)
final class TrainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "SETTINGS",
            arity = "0..1",
            description = "YAML file of the run; see --show-defaults. Default: nothing but a preset.")
    private @Nullable Path file;

    @Option(names = "--preset", paramLabel = "NAME", description = "quick-cpu, vggface2 or distill.")
    private @Nullable String preset;

    @Option(names = "--training", paramLabel = "DIR", description = "Prepared data set to train on; may be repeated.")
    private List<Path> training = List.of();

    @Option(
            names = "--validation",
            paramLabel = "DIR",
            description = "Prepared data set of other people to validate on; may be repeated.")
    private List<Path> validation = List.of();

    @Option(
            names = "--set",
            paramLabel = "SETTING=VALUE",
            description = "One setting, over what the file and the preset say; may be repeated. rates.head=1e-4 is for"
                    + " every stage, stages[0].epochs=3 or stages[softmax].epochs=3 for one.")
    private List<String> assignments = List.of();

    @Option(names = "--to", paramLabel = "DIR", description = "Folder of the run. Default: ${DEFAULT-VALUE}.")
    private Path folder = Path.of("runs/run");

    @Option(
            names = "--begin-anew",
            description =
                    "Set aside what the folder has of a run, whatever became of it, and begin at step 0; nothing is"
                            + " deleted.")
    private boolean beginAnew;

    @Option(names = "--show-defaults", description = "Print every setting with its default and end.")
    private boolean showDefaults;

    @Option(
            names = "--track",
            paramLabel = "wandb",
            description = "Besides event files for TensorBoard: upload them to Weights and Biases when the run ends;"
                    + " needs its program and WANDB_API_KEY.")
    private @Nullable Tracking track;

    private enum Tracking {
        wandb
    }

    @Mixin
    private ModelsFolderOption models = new ModelsFolderOption();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (showDefaults) {
            out.print(SettingsReader.documentation());
            out.flush();
            return 0;
        }
        try (Interruption interruption = new Interruption(spec, "Stopping after this step, and saving ...")) {
            train(out, interruption);
        }
        return 0;
    }

    private void train(PrintWriter out, Interruption interruption) throws IOException {
        RunSettings settings = new SettingsReader()
                .read(file, new SettingsReader.Overrides(preset, training, validation, assignments));
        requireWandbKey();
        try (RunFolder held = RunFolder.open(folder, beginAnew);
                PreparedDataset trainingData =
                        PreparedDataset.open(settings.data().training());
                PreparedDataset validationData =
                        PreparedDataset.open(settings.data().validation());
                Teacher teacher = teacher(settings, trainingData);
                TrainedNetwork start = start(settings.start());
                EventFile events = new EventFile(folder.resolve("events"));
                RunDisplay display = new RunDisplay(out, events)) {
            new DisjointPeople(settings.data().training(), settings.data().validation())
                    .require(
                            trainingData,
                            validationData,
                            settings.data().sameNames() == RunSettings.Data.SameNames.DIFFERENT_PEOPLE);
            Precision precision = settings.precision().resolved();
            keepRecord(new RunRecord(
                    Instant.now(),
                    SourceRevision.current(),
                    Hardware.current().toString(),
                    precision.name(),
                    trainingData.geometry().faceSize(),
                    describe(trainingData),
                    describe(validationData),
                    teacherOf(trainingData, teacher),
                    settings.start() == null ? null : ModelFiles.sha256(startFile(settings.start())),
                    settings,
                    new Ancestry(models.store()).of(settings.start(), teacherOf(trainingData, teacher))));
            out.printf(
                    "%d pictures of %d people to train on, %d of %d to validate on; %s%n",
                    trainingData.pictures(),
                    trainingData.identities(),
                    validationData.pictures(),
                    validationData.identities(),
                    precision);
            Fitter fitter = new Fitter(
                    settings,
                    settings.network().build(),
                    precision,
                    trainingData,
                    validationData,
                    teacher,
                    start,
                    RunFolder.checkpoints(folder),
                    display);
            Fitter.Outcome outcome = fitter.run(interruption.signal());
            out.println(
                    switch (outcome) {
                        case FINISHED -> "The run is finished.";
                        case STOPPED ->
                            interruption.farewell(
                                    "Stopped after step %d and saved in %s".formatted(fitter.step(), folder));
                    });
            out.flush();
        }
        if (track == Tracking.wandb) {
            upload(out);
        }
    }

    private void upload(PrintWriter out) throws IOException {
        WandbSync.Outcome outcome =
                new WandbSync(folder.resolve("events")).upload(System.getenv("PATH"), folder.resolve("wandb.txt"));
        if (outcome instanceof WandbSync.Outcome.ByHand byHand) {
            out.printf("Not uploaded: %s. Do it with: %s%n", byHand.reason(), byHand.command());
        } else {
            out.println("Uploaded to Weights and Biases, see wandb.txt");
        }
        out.flush();
    }

    private void requireWandbKey() {
        if (track == Tracking.wandb && System.getenv("WANDB_API_KEY") == null) {
            throw new TrainingException(
                    "WANDB_API_KEY is not set.%nMaybe set it, or leave out --track wandb.".formatted());
        }
    }

    /** Writes the record of a new run, or sees that a run that goes on is still the same. */
    private void keepRecord(RunRecord record) throws IOException {
        Optional<RunRecord> known = RunRecord.read(folder);
        if (known.isEmpty()) {
            record.write(folder);
        } else if (!known.get().continuedBy(record)) {
            throw new TrainingException(
                    "%s has a run with other settings or other data, see its run.json.%nMaybe choose another folder with --to."
                            .formatted(folder));
        }
    }

    private static RunRecord.Data describe(PreparedDataset dataset) {
        return new RunRecord.Data(dataset.pictures(), dataset.identities(), dataset.fingerprint());
    }

    private @Nullable Teacher teacher(RunSettings settings, PreparedDataset dataset) throws IOException {
        boolean needed = settings.stages().stream().map(StageSettings::loss).anyMatch(LossSettings::needsTeacher);
        String id = settings.teacher();
        return needed && dataset.teaching() == null
                ? Teacher.open(models.store(), id == null ? null : new ModelId(id))
                : null;
    }

    private static @Nullable String teacherOf(PreparedDataset dataset, @Nullable Teacher asked) {
        Teaching taught = dataset.teaching();
        if (taught != null) {
            return taught.teacher();
        }
        return asked == null ? null : asked.descriptor().id().value();
    }

    private static @Nullable TrainedNetwork start(@Nullable Path folder) throws IOException {
        if (folder == null) {
            return null;
        }
        return isModel(folder)
                ? new TrainedNetwork.OfModel(folder)
                : new TrainedNetwork.OfCheckpoint(best(folder).variables());
    }

    private static Path startFile(Path folder) throws IOException {
        return isModel(folder) ? savedModel(folder) : best(folder).data();
    }

    private static boolean isModel(Path folder) {
        return Files.exists(savedModel(folder));
    }

    private static Path savedModel(Path folder) {
        return folder.resolve("saved_model.pb");
    }

    private static Checkpoints.Checkpoint best(Path run) throws IOException {
        return RunFolder.checkpoints(run)
                .best()
                .orElseThrow(() -> new TrainingException(
                        "start: %s is no model, and no run with a best checkpoint.%nMaybe wait for the end of its first epoch."
                                .formatted(run)));
    }
}
