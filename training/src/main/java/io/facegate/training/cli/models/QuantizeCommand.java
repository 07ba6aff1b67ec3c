package io.facegate.training.cli.models;

import io.facegate.training.cli.option.ModelName;
import io.facegate.training.cli.option.PeopleOptions;
import io.facegate.training.cli.option.PipelineOptions;
import io.facegate.training.cli.progress.Progress;
import io.facegate.training.dataset.PictureFile;
import io.facegate.training.export.onnx.Quantization;
import io.facegate.training.export.onnx.WeightBits;
import io.facegate.vision.FacePipeline;
import io.facegate.vision.PreparedPicture;
import io.facegate.vision.alignment.FaceCrop;
import io.facegate.vision.detection.FaceChoice;
import io.facegate.vision.image.PictureRejectedException;
import io.facegate.vision.model.ModelDescriptor;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./facegate models quantize} */
@Command(
        name = "quantize",
        description = {
            "Makes an embedder of 8 bits, for ONNX Runtime alone: faster, and a little less exact.",
            "How values are rounded is measured on three quarters of the faces, how far embeddings drift on the others.",
            "It is another model. Calibrate it before it is served: ./facegate models calibrate."
        },
        mixinStandardHelpOptions = true)
final class QuantizeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private PeopleOptions people = new PeopleOptions();

    @Option(
            names = "--faces",
            paramLabel = "N",
            defaultValue = "400",
            description = "At most so many pictures are used, evenly chosen. Default: ${DEFAULT-VALUE}.")
    private int mostPictures;

    @Option(
            names = "--weights",
            paramLabel = "seven|eight",
            defaultValue = "seven",
            description =
                    "Bits of a weight. With eight, embeddings are nearer to those of float32, but others on processors"
                            + " without VNNI, so that thresholds hold on one of the two. Default: ${DEFAULT-VALUE}.")
    private WeightBits bits = WeightBits.SEVEN;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "How the new model's id begins. Default: as the embedder's id, and -int8.")
    private @Nullable ModelName name;

    @Mixin
    private PipelineOptions pipelineOptions = new PipelineOptions();

    @Override
    public Integer call() throws IOException {
        List<Path> pictures = people.pictures(spec.commandLine().getErr()).values().stream()
                .flatMap(Collection::stream)
                .toList();
        List<FaceCrop> faces;
        ModelDescriptor embedder;
        try (FacePipeline pipeline = pipelineOptions.open()) {
            embedder = pipelineOptions.embedderOf(pipeline);
            faces = align(pictures, pipeline);
        }
        Quantization quantization =
                Quantization.of(embedder, pipelineOptions.store().folder(embedder.id()), faces, bits);
        ModelDescriptor written = quantization.write(
                pipelineOptions.folder(),
                embedder,
                name == null ? beginning(embedder) + "-int8" : name.value(),
                Map.of(
                        "faces",
                        Integer.toString(faces.size()),
                        "pictures",
                        people.describe(),
                        "bits of weights",
                        bits.name().toLowerCase(Locale.ROOT)));
        print(written, quantization.drift());
        return 0;
    }

    private List<FaceCrop> align(List<Path> pictures, FacePipeline pipeline) throws IOException {
        List<FaceCrop> faces = new ArrayList<>();
        int count = Math.min(pictures.size(), mostPictures);
        try (ProgressBar progress = Progress.of("aligning", count)) {
            for (int i = 0; i < count; i++) {
                Path file = pictures.get(Math.toIntExact((long) i * pictures.size() / count));
                try (PreparedPicture picture = pipeline.prepare(PictureFile.read(file))) {
                    faces.add(
                            picture.aligned(FaceChoice.MAIN, pipeline.embedder().template())
                                    .faces()
                                    .get(0)
                                    .crop());
                } catch (PictureRejectedException e) {
                    // one without a face says nothing about faces
                }
                progress.step();
            }
        }
        return faces;
    }

    /** Without the digits at its end. */
    private static String beginning(ModelDescriptor embedder) {
        return embedder.id().value().replaceFirst("-[0-9a-f]{8}$", "");
    }

    private void print(ModelDescriptor written, Quantization.Drift drift) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(written.id());
        out.printf(
                "cosine to float32: %.4f in the mean, %.4f at least, of %d faces%n",
                drift.mean(), drift.lowest(), drift.faces());
        out.printf(
                "Its thresholds are others. Maybe calibrate it: ./facegate models calibrate --embedder %s --help%n",
                written.id());
        out.flush();
    }
}
