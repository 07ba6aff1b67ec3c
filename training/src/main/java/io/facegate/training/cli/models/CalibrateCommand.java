package io.facegate.training.cli.models;

import io.facegate.training.calibration.CalibrationPlan;
import io.facegate.training.calibration.CalibrationRun;
import io.facegate.training.calibration.CalibrationRun.ProgressSource;
import io.facegate.training.calibration.CalibrationText;
import io.facegate.training.calibration.NewCalibration;
import io.facegate.training.cli.option.EnoughPeople;
import io.facegate.training.cli.option.PeopleOptions;
import io.facegate.training.cli.option.PipelineOptions;
import io.facegate.training.cli.progress.Progress;
import io.facegate.training.dataset.PictureSource;
import io.facegate.training.evaluation.EvaluationProgress;
import io.facegate.vision.FacePipeline;
import io.facegate.vision.model.Calibration;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelException;
import io.facegate.vision.model.ModelId;
import io.facegate.vision.model.ModelStore;
import io.facegate.vision.score.ScoreNormalisation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./facegate models calibrate}: measures an embedder's thresholds and writes them into its model.json. */
@Command(
        name = "calibrate",
        description = {
            "Measures an embedder's thresholds at false match rates 1e-2, 1e-3 and 1e-4 and writes them into its model.json.",
            "Use people that the model was not trained on. A rate that fewer than ten pairs support is not calibrated: 1e-4"
                    + " needs 100,000 pairs of different people, so some 450 pictures.",
            "With --populations the thresholds hold in the worst of several populations, on scores that are normalised by"
                    + " centres of all of them. With --images alone the centres stay as they are."
        },
        mixinStandardHelpOptions = true)
final class CalibrateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--images", paramLabel = "DIR", description = "Folder with one folder of pictures for each person.")
    private @Nullable Path images;

    @Option(
            names = "--identities",
            paramLabel = "FILE",
            description = "With --images: people to use, one name a line; default: everyone in the folder.")
    private @Nullable Path identities;

    @Option(
            names = "--populations",
            paramLabel = "FILE",
            description = "YAML file of populations, such as presets/populations.yaml.")
    private @Nullable Path populations;

    @Option(
            names = "--add-centres",
            paramLabel = "DIR",
            description =
                    "Folder with one folder of pictures for each of your own people, for centres of their own. Scores only"
                            + " fall by that, so what is stated of false matches still holds.")
    private @Nullable Path own;

    @Option(
            names = "--teacher",
            paramLabel = "ID",
            description =
                    "An embedder, or the calibrated one itself, that is asked as well whether two strangers without labels may"
                            + " be the same: such pairs are set aside and counted.")
    private @Nullable ModelId teacher;

    @Option(
            names = "--teachers",
            paramLabel = "DIR",
            description = "Folder of models that the teacher is in. Default: that of the calibrated one.")
    private @Nullable Path teachers;

    @Mixin
    private PipelineOptions pipelineOptions = new PipelineOptions();

    @Override
    public Integer call() throws IOException {
        if ((images == null) == (populations == null) && (own == null || images != null)) {
            throw new ParameterException(
                    spec.commandLine(), "One of --images, --populations and --add-centres says what to calibrate by");
        }
        SortedMap<String, List<Path>> people = images == null ? new TreeMap<>() : people(images);
        try (FacePipeline pipeline = pipelineOptions.open(teacher, teacherStore())) {
            ModelDescriptor model = pipelineOptions.embedderOf(pipeline);
            NewCalibration made = calibrate(model, people, new CalibrationRun(pipeline, teacher));
            pipelineOptions.store().calibrate(model, made.calibration(), made.centres());
            print(model.id(), made);
        }
        return 0;
    }

    private ModelStore teacherStore() {
        return teachers == null ? pipelineOptions.store() : new ModelStore(teachers);
    }

    private SortedMap<String, List<Path>> people(Path folder) throws IOException {
        SortedMap<String, List<Path>> people =
                PeopleOptions.pictures(folder, identities, spec.commandLine().getErr());
        new EnoughPeople(people).withPeople(2, "A calibration").withSeveralPictures(1, "A calibration");
        return people;
    }

    private NewCalibration calibrate(ModelDescriptor model, SortedMap<String, List<Path>> people, CalibrationRun run)
            throws IOException {
        ModelStore store = pipelineOptions.store();
        List<Path> ownPictures = own == null
                ? List.of()
                : new PictureSource(own, null)
                        .list().pictures().stream()
                                .map(PictureSource.LabelledPicture::file)
                                .toList();
        try (Bar bar = new Bar()) {
            if (populations != null) {
                return run.of(CalibrationPlan.read(populations), ownPictures, bar);
            }
            ScoreNormalisation centres = ScoreNormalisation.load(store, model);
            Calibration before = model.calibration();
            if (images != null) {
                return run.of(people, before, centres, bar);
            }
            if (before == null) {
                throw new ModelException(
                        "Embedder %s has no calibration that centres could be added to.%nMaybe give --populations as well."
                                .formatted(model.id()));
            }
            return run.with(ownPictures, before, centres, bar);
        }
    }

    /** The bar of one calibration. */
    private static final class Bar implements ProgressSource, AutoCloseable {
        private @Nullable ProgressBar bar;

        @Override
        public EvaluationProgress of(int pictures) {
            ProgressBar started = Progress.of("embedding", pictures);
            bar = started;
            return started::step;
        }

        @Override
        public void close() {
            if (bar != null) {
                bar.close();
            }
        }
    }

    private void print(ModelId id, NewCalibration made) {
        PrintWriter out = spec.commandLine().getOut();
        Calibration calibration = made.calibration();
        out.printf(
                "%s calibrated on %s: %d impostor and %d genuine pairs; %d pictures rejected%n",
                id, calibration.data(), calibration.impostorPairs(), calibration.genuinePairs(), made.rejected());
        out.print(CalibrationText.of(calibration));
        if (made.byCosine() != null) {
            out.printf("for comparison, thresholds on the cosine, without centres:%n");
            out.print(CalibrationText.of(made.byCosine()));
        }
        out.flush();
    }
}
