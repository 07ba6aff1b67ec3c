package io.facegate.training.cli.models;

import io.facegate.training.cli.option.ModelsFolderOption;
import io.facegate.training.export.ModelExporter;
import io.facegate.training.network.ColourOrder;
import io.facegate.training.network.Preprocessing;
import io.facegate.training.weights.onnx.CropTemplate;
import io.facegate.training.weights.onnx.EmbedderSettings;
import io.facegate.training.weights.onnx.OnnxEmbedderImporter;
import io.facegate.vision.model.Licence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./facegate models import onnx FILE} */
@Command(
        name = "onnx",
        description = {
            "Makes a face embedder of an ONNX file.",
            "The settings are those of ArcFace where they are not given; see how the model was trained."
        },
        mixinStandardHelpOptions = true)
final class ImportOnnxCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", description = "Its input is [N, 3, S, S], its output [N, D].")
    private Path file = Path.of("");

    @Option(
            names = "--template",
            paramLabel = "arcface112|arcface",
            defaultValue = "arcface112",
            description =
                    "How crops are aligned; arcface scales the same points to the model's crop size. Default: ${DEFAULT-VALUE}.")
    private CropTemplate template = CropTemplate.ARCFACE112;

    @Option(
            names = "--mean",
            paramLabel = "MEAN",
            defaultValue = "127.5",
            description = "Subtracted from pixels of 0..255. Default: ${DEFAULT-VALUE}.")
    private float mean;

    @Option(
            names = "--scale",
            paramLabel = "SCALE",
            defaultValue = "127.5",
            description = "Divides what is left. Default: ${DEFAULT-VALUE}.")
    private float scale;

    @Option(
            names = "--colour",
            paramLabel = "rgb|bgr",
            defaultValue = "rgb",
            description = "Order of the model's channels. Default: ${DEFAULT-VALUE}.")
    private ColourOrder colour = ColourOrder.RGB;

    @Option(names = "--output", paramLabel = "NAME", description = "Which output is the embedding, if it has several.")
    private @Nullable String output;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "How the model's id begins: a-z, 0-9, '.' and '-'. Default: the name of the file.")
    private @Nullable String name;

    @Option(
            names = "--licence-weights",
            paramLabel = "LICENCE",
            defaultValue = "unknown",
            description = "Licence of the weights. Default: ${DEFAULT-VALUE}.")
    private String licenceOfWeights = "";

    @Option(
            names = "--licence-data",
            paramLabel = "LICENCE",
            defaultValue = "unknown",
            description = "Licence of the pictures it was trained on. Default: ${DEFAULT-VALUE}.")
    private String licenceOfData = "";

    @Mixin
    private ModelsFolderOption models = new ModelsFolderOption();

    @Override
    public Integer call() throws IOException {
        var importer = new OnnxEmbedderImporter(new ModelExporter(models.folder()));
        spec.commandLine()
                .getOut()
                .println(importer.importFrom(file, settings()).id());
        return 0;
    }

    private EmbedderSettings settings() {
        try {
            return new EmbedderSettings(
                    name,
                    template,
                    new Preprocessing(mean, scale, colour),
                    output,
                    new Licence(licenceOfWeights, licenceOfData));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
