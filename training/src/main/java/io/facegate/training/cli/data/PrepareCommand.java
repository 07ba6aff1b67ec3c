package io.facegate.training.cli.data;

import io.facegate.training.cli.option.ModelsFolderOption;
import io.facegate.training.cli.option.PassedOver;
import io.facegate.training.cli.progress.Interruption;
import io.facegate.training.cli.progress.Progress;
import io.facegate.training.dataset.CropGeometry;
import io.facegate.training.dataset.FaceCropper;
import io.facegate.training.dataset.PictureSource;
import io.facegate.training.dataset.Preparation;
import io.facegate.training.dataset.PreparationReport;
import io.facegate.training.dataset.SkippedPicture;
import io.facegate.training.dataset.Slices;
import io.facegate.vision.detection.mtcnn.DetectionSettings;
import io.facegate.vision.detection.mtcnn.MtcnnDetector;
import io.facegate.vision.image.ImageDecoder;
import io.facegate.vision.image.ImageLimits;
import io.facegate.vision.model.InferenceSettings;
import io.facegate.vision.model.ModelContract;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelId;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./facegate prepare}: a folder of pictures to record files of aligned faces. */
@Command(
        name = "prepare",
        description = {
            "Detects, aligns and crops a data set once, so that training needn't do it in every epoch.",
            "An interrupted preparation goes on where it was when the same command is given again; so does one whose source"
                    + " has more pictures than it had.",
            "Reads JPEG, PNG, WebP, BMP, GIF, TIFF, PGM and PPM, whatever their names end with."
        },
        mixinStandardHelpOptions = true)
public final class PrepareCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "PICTURES", description = "Folder with one folder of pictures for each person.")
    private Path pictures = Path.of("");

    @Option(
            names = "--to",
            paramLabel = "DIR",
            required = true,
            description = "Folder of the prepared data set; made if it is missing.")
    private Path target = Path.of("");

    @Option(
            names = "--identities",
            paramLabel = "FILE",
            description = "Only the people whose folder names are listed here, one on a line. Default: everyone.")
    private @Nullable Path identities;

    @Option(
            names = "--strangers",
            description =
                    "Nobody knows whom the pictures show: each is of a person of its own, in folders of any depth.")
    private boolean strangers;

    @Option(
            names = "--slices",
            paramLabel = "NUMBERS",
            description =
                    "Only pictures of these slices, such as 2-9 or 0,4: the first byte of the SHA-256 of the file's name"
                            + " without its folder, modulo 10. Default: all.")
    private @Nullable String slices;

    @Option(
            names = "--face-size",
            paramLabel = "PIXELS",
            defaultValue = "112",
            description = "Side of the network's input. Default: ${DEFAULT-VALUE}.")
    private int faceSize;

    @Option(
            names = "--rim",
            paramLabel = "PIXELS",
            defaultValue = "8",
            description = "Kept around it on each side, for augmentation. Default: ${DEFAULT-VALUE}.")
    private int rim;

    @Option(
            names = "--minimum-face",
            paramLabel = "PIXELS",
            defaultValue = "40",
            description = "Side of the smallest face to find. Default: ${DEFAULT-VALUE}.")
    private float minimumFace;

    @Option(names = "--detector", paramLabel = "ID", description = "Detector; default: the only one there is.")
    private @Nullable ModelId detectorId;

    @Mixin
    private ModelsFolderOption models = new ModelsFolderOption();

    @Override
    public Integer call() throws IOException {
        if (strangers && identities != null) {
            throw new ParameterException(
                    spec.commandLine(), "Either --strangers or --identities: nobody knows the names of strangers");
        }
        ModelDescriptor model = models.store().find(ModelContract.Detector.class, detectorId);
        CropGeometry geometry;
        DetectionSettings detection;
        Slices wanted;
        try {
            geometry = new CropGeometry(faceSize, rim);
            detection = DetectionSettings.DEFAULT.withMinimumFace(minimumFace);
            wanted = slices == null ? Slices.ALL : Slices.of(slices);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        try (Interruption interruption = new Interruption(spec, "Stopping after these pictures ...");
                MtcnnDetector detector =
                        new MtcnnDetector(models.store().open(model, InferenceSettings.DEFAULT), detection)) {
            FaceCropper cropper = new FaceCropper(new ImageDecoder(ImageLimits.DEFAULT), detector, geometry);
            PictureSource source = new PictureSource(pictures, identities);
            PictureSource.Listing listing = strangers ? source.listStrangers() : source.list();
            Preparation preparation =
                    new Preparation(source, wanted.of(listing), cropper, geometry, detectorName(model), target);
            PreparationReport report;
            try (ProgressBar progress = Progress.of("preparing", preparation.pictures())) {
                report = preparation.run(progress::stepBy, interruption::requested);
            }
            print(report);
            if (!report.complete()) {
                spec.commandLine()
                        .getOut()
                        .println(interruption.farewell("Stopped; what is prepared is kept in " + target));
            }
            spec.commandLine().getOut().flush();
        }
        return 0;
    }

    /** With what else decides which faces are found. */
    private String detectorName(ModelDescriptor model) {
        return minimumFace == DetectionSettings.DEFAULT.minimumFace()
                ? model.id().value()
                : "%s, from %s pixels".formatted(model.id(), minimumFace);
    }

    private void print(PreparationReport report) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%-32s %d%n", "faces", report.prepared());
        out.printf("%-32s %d%n", "pictures prepared now", report.fresh());
        if (report.removed() > 0) {
            out.printf("%-32s %d%n", "faces whose pictures are gone", report.removed());
        }
        out.printf("%-32s %d%n", "people with one face only", report.identitiesWithOnePicture());
        out.printf(
                "%-32s %d%n",
                "people without pictures", report.emptyIdentities().size());
        Map<String, Long> reasons = report.skipped().stream()
                .collect(Collectors.groupingBy(SkippedPicture::reason, TreeMap::new, Collectors.counting()));
        reasons.forEach((reason, count) -> out.printf("%-32s %d%n", "skipped: " + reason, count));
        if (!report.skipped().isEmpty()) {
            out.printf("Every skipped picture is a line that begins with \"-\" in %s%n", target.resolve("shard-*.tsv"));
        }
        PassedOver.lines(report.passedOver()).forEach(out::println);
    }
}
