package io.facegate.training.cli.training;

import io.facegate.training.TrainingException;
import io.facegate.training.benchmark.Hardware;
import io.facegate.training.checkpoint.RunFolder;
import io.facegate.training.checkpoint.TrainedNetwork;
import io.facegate.training.cli.option.ModelsFolderOption;
import io.facegate.training.cli.progress.Interruption;
import io.facegate.training.configuration.Overrides;
import io.facegate.training.configuration.SettingsReader;
import io.facegate.training.dataset.DisjointPeople;
import io.facegate.training.dataset.PreparedDataset;
import io.facegate.training.fit.Fitter;
import io.facegate.training.fit.Precision;
import io.facegate.training.fit.RunSettings;
import io.facegate.training.tracking.ExperimentTracker;
import io.facegate.training.tracking.RunEnd;
import io.facegate.training.tracking.RunRecord;
import io.facegate.training.tracking.SourceRevision;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.imageio.ImageIO;
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
public final class TrainCommand implements Callable<Integer> {
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

    @Mixin
    private TrackingOptions tracking = new TrackingOptions();

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
        RunSettings settings =
                new SettingsReader().read(file, new Overrides(preset, training, validation, assignments));
        StartingPoint start = settings.start() == null ? null : new StartingPoint(settings.start());
        try (RunFolder held = RunFolder.open(folder, beginAnew);
                PreparedDataset trainingData =
                        PreparedDataset.open(settings.data().training());
                PreparedDataset validationData =
                        PreparedDataset.open(settings.data().validation());
                RunTeacher teacher = RunTeacher.of(settings, trainingData, models.store());
                TrainedNetwork weights = start == null ? null : start.open()) {
            new DisjointPeople(settings.data().training(), settings.data().validation())
                    .require(
                            trainingData,
                            validationData,
                            settings.data().sameNames() == RunSettings.Data.SameNames.DIFFERENT_PEOPLE);
            Precision precision = settings.precision().resolved();
            RunRecord record = keepRecord(new RunRecord(
                    Instant.now(),
                    SourceRevision.current(),
                    Hardware.current().toString(),
                    precision.name(),
                    trainingData.geometry().faceSize(),
                    describe(trainingData),
                    describe(validationData),
                    teacher.id(),
                    start == null ? null : start.fingerprint(),
                    settings,
                    new Ancestry(models.store()).of(settings.start(), teacher.id())));
            out.printf(
                    "%d pictures of %d people to train on, %d of %d to validate on; %s%n",
                    trainingData.pictures(),
                    trainingData.identities(),
                    validationData.pictures(),
                    validationData.identities(),
                    precision);
            out.flush();
            try (ExperimentTracker tracker = tracking.open(folder, record.description(folder), spec);
                    RunDisplay display = new RunDisplay(
                            out, tracker, picture -> picture(validationData, picture), System::nanoTime)) {
                Fitter fitter = new Fitter(
                        settings,
                        settings::network,
                        precision,
                        trainingData,
                        validationData,
                        teacher.asked(),
                        weights,
                        RunFolder.checkpoints(folder),
                        display);
                Fitter.Outcome outcome = fitter.run(interruption::requested);
                tracker.end(outcome == Fitter.Outcome.FINISHED ? RunEnd.FINISHED : RunEnd.STOPPED);
                out.println(
                        switch (outcome) {
                            case FINISHED -> "The run is finished.";
                            case STOPPED ->
                                interruption.farewell(
                                        "Stopped after step %d and saved in %s".formatted(fitter.step(), folder));
                        });
                out.flush();
            }
        }
    }

    /** Writes the record of a new run, or sees that a run that goes on is still the same. */
    private RunRecord keepRecord(RunRecord record) throws IOException {
        Optional<RunRecord> known = RunRecord.read(folder);
        if (known.isEmpty()) {
            record.write(folder);
        } else if (!known.get().continuedBy(record)) {
            throw new TrainingException(
                    "%s has a run with other settings or other data, see its run.json.%nMaybe choose another folder with --to."
                            .formatted(folder));
        }
        return record;
    }

    private static BufferedImage picture(PreparedDataset dataset, int picture) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(dataset.read(picture).crop()));
    }

    private static RunRecord.Data describe(PreparedDataset dataset) {
        return new RunRecord.Data(dataset.pictures(), dataset.identities(), dataset.fingerprint());
    }
}
