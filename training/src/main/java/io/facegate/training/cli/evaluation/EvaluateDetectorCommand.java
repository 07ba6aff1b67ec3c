package io.facegate.training.cli.evaluation;

import io.facegate.training.cli.option.ModelsFolderOption;
import io.facegate.training.cli.progress.Progress;
import io.facegate.training.dataset.PictureSource;
import io.facegate.training.evaluation.ChangedPicture;
import io.facegate.training.evaluation.DetectorReport;
import io.facegate.training.evaluation.DetectorTrial;
import io.facegate.training.evaluation.DetectorTrial.Expectation;
import io.facegate.training.evaluation.GoldenFaces;
import io.facegate.vision.detection.FaceDetector;
import io.facegate.vision.detection.mtcnn.DetectionSettings;
import io.facegate.vision.detection.mtcnn.DetectionThresholds;
import io.facegate.vision.detection.mtcnn.MtcnnDetector;
import io.facegate.vision.model.InferenceSettings;
import io.facegate.vision.model.ModelContract;
import io.facegate.vision.model.ModelId;
import io.facegate.vision.model.ModelStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./facegate evaluate detector} */
@Command(
        name = "detector",
        description = {
            "Measures a detector on a folder of pictures, by what is known of their faces or by what another detector"
                    + " finds.",
            "Files that are no pictures by our limits are counted and left out."
        },
        mixinStandardHelpOptions = true)
final class EvaluateDetectorCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "PICTURES", description = "Folder of pictures.")
    private Path folder = Path.of("");

    @ArgGroup(multiplicity = "1")
    private Expected expectation = new Expected();

    /** What is expected. */
    private static final class Expected {
        @Option(names = "--golden", paramLabel = "FILE", description = "JSON file with the faces of the pictures.")
        private @Nullable Path golden;

        @Option(
                names = "--against",
                paramLabel = "ID",
                description = "Another detector of the same folder of models; its faces are expected.")
        private @Nullable ModelId against;

        @Option(
                names = "--against-itself",
                paramLabel = "CHANGE",
                description =
                        "What it finds itself is expected, in the picture after a change that should change nothing:"
                                + " ${COMPLETION-CANDIDATES}. The shift of landmarks is then twice the bias to the right (mirrored), or half of a"
                                + " bias in pixels (doubled).")
        private @Nullable ChangedPicture itself;

        @Option(names = "--no-faces", description = "No face is expected in any picture.")
        private boolean none;
    }

    @Option(
            names = "--identities",
            paramLabel = "FILE",
            description =
                    "With --against and --against-itself: pictures are in a folder for each person; people to use, one name a line.")
    private @Nullable Path identities;

    @Option(names = "--detector", paramLabel = "ID", description = "Default: the only one.")
    private @Nullable ModelId detector;

    @Option(
            names = "--thresholds",
            paramLabel = "P,R,O",
            split = ",",
            description = "Scores from which P-Net, R-Net and O-Net believe in a face. Default: 0.6,0.7,0.8.")
    private List<Float> thresholds = List.of();

    @Option(names = "--list", description = "Print every mistake.")
    private boolean list;

    @Mixin
    private ModelsFolderOption models = new ModelsFolderOption();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        DetectionSettings settings = settings();
        Map<Path, GoldenFaces> golden = golden();
        List<Path> pictures = expectation.golden == null ? pictures() : List.copyOf(golden.keySet());
        DetectorTrial trial;
        try (FaceDetector judged = open(detector, settings);
                FaceDetector reference = reference(settings);
                ProgressBar progress = Progress.of("detecting", pictures.size())) {
            Expectation expected = reference == null
                    ? (picture, image) -> Objects.requireNonNullElseGet(
                            golden.get(picture), () -> Expectation.NOBODY.of(picture, image))
                    : expectation.itself == null ? Expectation.by(reference) : expectation.itself.by(reference);
            trial = DetectorTrial.of(judged, pictures, expected, progress::step);
        }
        if (list) {
            trial.detections().forEach(detection -> detection
                    .mistakes()
                    .forEach(mistake -> out.printf(
                            "%s: %s%n", detection.expected().picture().getFileName(), mistake)));
        }
        out.printf("%-16s %d%n", "rejected", trial.rejected().size());
        out.print(DetectorReport.of(trial.detections()).toText());
        out.flush();
        return 0;
    }

    private @Nullable FaceDetector reference(DetectionSettings settings) {
        if (expectation.itself != null) {
            return open(detector, settings.withMinimumFace(settings.minimumFace() * expectation.itself.scale()));
        }
        return expectation.against == null ? null : open(expectation.against, DetectionSettings.DEFAULT);
    }

    /** By the picture in our folder. */
    private Map<Path, GoldenFaces> golden() throws IOException {
        Map<Path, GoldenFaces> golden = new LinkedHashMap<>();
        if (expectation.golden != null) {
            for (GoldenFaces faces : GoldenFaces.read(expectation.golden)) {
                golden.put(folder.resolve(faces.picture().getFileName()), faces);
            }
        }
        return golden;
    }

    private DetectionSettings settings() {
        DetectionSettings defaults = DetectionSettings.DEFAULT;
        if (thresholds.isEmpty()) {
            return defaults;
        }
        if (thresholds.size() != 3) {
            throw new ParameterException(
                    spec.commandLine(), "--thresholds (%s) must be three numbers".formatted(thresholds));
        }
        try {
            return new DetectionSettings(
                    defaults.minimumFace(),
                    defaults.pyramidFactor(),
                    new DetectionThresholds(thresholds.get(0), thresholds.get(1), thresholds.get(2)),
                    defaults.maximumPyramidPixels());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private FaceDetector open(@Nullable ModelId id, DetectionSettings settings) {
        ModelStore store = models.store();
        return new MtcnnDetector(
                store.open(store.find(ModelContract.Detector.class, id), InferenceSettings.DEFAULT), settings);
    }

    private List<Path> pictures() throws IOException {
        if (identities != null) {
            return new PictureSource(folder, identities)
                    .list().pictures().stream()
                            .map(PictureSource.LabelledPicture::file)
                            .toList();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
