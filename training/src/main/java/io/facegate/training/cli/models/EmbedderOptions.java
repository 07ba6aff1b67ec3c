package io.facegate.training.cli.models;

import io.facegate.training.network.ColourOrder;
import io.facegate.training.network.Preprocessing;
import io.facegate.training.weights.onnx.CropTemplate;
import io.facegate.training.weights.onnx.EmbedderSettings;
import io.facegate.vision.model.Licence;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a file of weights does not say about the embedder in it. */
final class EmbedderOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

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

    /**
     * @param output which output is the embedding; null for the only one
     */
    EmbedderSettings settings(@Nullable String output) {
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
