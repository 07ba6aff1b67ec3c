package io.facegate.training.cli.training;

import io.facegate.training.TrainingException;
import io.facegate.training.benchmark.Hardware;
import io.facegate.training.checkpoint.RunFolder;
import io.facegate.training.cli.option.LicenceOptions;
import io.facegate.training.cli.option.ModelName;
import io.facegate.training.cli.option.ModelsFolderOption;
import io.facegate.training.cli.progress.Interruption;
import io.facegate.training.configuration.ConfigurationException;
import io.facegate.training.dataset.PictureSource;
import io.facegate.training.detection.distillation.DetectorExport;
import io.facegate.training.detection.distillation.DetectorFitter;
import io.facegate.training.detection.distillation.DetectorRun;
import io.facegate.training.detection.distillation.DetectorSettings;
import io.facegate.training.detection.distillation.StartingDetector;
import io.facegate.training.detection.distillation.TeacherNetworks;
import io.facegate.training.export.ModelExporter;
import io.facegate.training.tracking.ExperimentTracker;
import io.facegate.training.tracking.RunEnd;
import io.facegate.training.tracking.SourceRevision;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./facegate train detector} */
@Command(
        name = "detector",
        description = {
            "Trains MTCNN's three networks from random weights to answer as the published ones do, and a fourth for"
                    + " landmarks, and makes a detector of them.",
            "A run that was stopped or killed goes on where it was when the same command is given again."
        },
        mixinStandardHelpOptions = true)
final class TrainDetectorCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "SETTINGS",
            description = "YAML file of the run: its pictures, and what differs from the defaults in detector.yaml.")
    private Path file = Path.of("");

    @Option(
            names = "--teacher",
            paramLabel = "DIR",
            required = true,
            description = "Folder with det1.npy, det2.npy and det3.npy of davidsandberg/facenet, src/align.")
    private Path teacherFolder = Path.of("");

    @Option(names = "--to", paramLabel = "DIR", description = "Folder of the run. Default: ${DEFAULT-VALUE}.")
    private Path folder = Path.of("runs/detector");

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = "mtcnn-distilled",
            description = "How the model's id begins. Default: ${DEFAULT-VALUE}.")
    private ModelName name = new ModelName("mtcnn-distilled");

    @Option(
            names = "--lower-score",
            paramLabel = "LOGIT",
            defaultValue = "0.4",
            description = "How much less sure of a face the detector is than it learnt to be: pictures have fewer faces"
                    + " among what it looks at than its lessons. Default: ${DEFAULT-VALUE}.")
    private float lowered;

    @Option(
            names = "--begin-anew",
            description =
                    "Set aside what the folder has of a run, whatever became of it, and begin at step 0; nothing is"
                            + " deleted.")
    private boolean beginAnew;

    @Mixin
    private TrackingOptions tracking = new TrackingOptions();

    @Mixin
    private LicenceOptions licences = new LicenceOptions();

    @Mixin
    private ModelsFolderOption models = new ModelsFolderOption();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        DetectorSettings settings = DetectorSettings.read(file);
        List<Path> training = pictures(settings.training(), "training");
        List<Path> validation = pictures(settings.validation(), "validation");
        requireOthers(training, validation);
        TeacherNetworks teacher = TeacherNetworks.read(teacherFolder);
        try (Interruption interruption = new Interruption(spec, "Stopping after this step, and saving ...");
                RunFolder held = RunFolder.open(folder, beginAnew)) {
            DetectorRun run = keepRecord(new DetectorRun(
                    Instant.now(),
                    SourceRevision.current(),
                    Hardware.current().toString(),
                    DetectorRun.Data.of(training),
                    DetectorRun.Data.of(validation),
                    teacher.files(),
                    StartingDetector.fingerprint(settings.start()),
                    settings));
            out.printf("%d pictures to train on, %d to validate on%n", training.size(), validation.size());
            out.flush();
            try (ExperimentTracker tracker = tracking.open(folder, run.description(folder), spec);
                    DetectorDisplay display = new DetectorDisplay(out, tracker)) {
                DetectorFitter.Outcome outcome = new DetectorFitter(
                                settings, teacher.networks(), training, validation, folder, display)
                        .run(interruption.signal());
                tracker.end(outcome == DetectorFitter.Outcome.FINISHED ? RunEnd.FINISHED : RunEnd.STOPPED);
                out.println(
                        switch (outcome) {
                            case STOPPED -> interruption.farewell("Stopped and saved in " + folder);
                            case FINISHED ->
                                new DetectorExport(
                                                new ModelExporter(models.folder()),
                                                lowered,
                                                teacher.ancestor(),
                                                licences.licence(List.of(teacher.ancestor())))
                                        .export(folder, run, name.value())
                                        .id();
                        });
                out.flush();
            }
        }
        return 0;
    }

    /** A picture is the same through any link to it. */
    private static void requireOthers(List<Path> training, List<Path> validation) throws IOException {
        Set<Path> known = new HashSet<>();
        for (Path picture : training) {
            known.add(picture.toRealPath());
        }
        for (Path picture : validation) {
            if (known.contains(picture.toRealPath())) {
                throw new ConfigurationException(
                        "%s is for training and for validation.%nMaybe give each a list of people: identities."
                                .formatted(picture));
            }
        }
    }

    private static List<Path> pictures(List<PictureSource> sources, String setting) throws IOException {
        List<Path> pictures = new ArrayList<>();
        for (PictureSource source : sources) {
            source.list().pictures().forEach(picture -> pictures.add(picture.file()));
        }
        if (pictures.isEmpty()) {
            throw new ConfigurationException(
                    "%s has no pictures.%nMaybe name a folder: %s: [{root: DIR, identities: null}]"
                            .formatted(setting, setting));
        }
        return pictures;
    }

    /** Writes the record of a new run, or sees that a run that goes on is still the same. */
    private DetectorRun keepRecord(DetectorRun record) throws IOException {
        Optional<DetectorRun> known = DetectorRun.read(folder);
        if (known.isEmpty()) {
            record.write(folder);
            return record;
        }
        if (!known.get().continuedBy(record)) {
            throw new TrainingException(
                    "%s has a run with other settings or other data, see its run.json.%nMaybe choose another folder with --to."
                            .formatted(folder));
        }
        return known.get();
    }
}
