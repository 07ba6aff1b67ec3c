package io.facegate.training.cli.models;

import io.facegate.training.cli.option.ModelsFolderOption;
import io.facegate.training.export.ModelExporter;
import io.facegate.training.weights.onnx.OnnxEmbedderImporter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

    @Mixin
    private EmbedderOptions embedder = new EmbedderOptions();

    @Option(names = "--output", paramLabel = "NAME", description = "Which output is the embedding, if it has several.")
    private @Nullable String output;

    @Mixin
    private ModelsFolderOption models = new ModelsFolderOption();

    @Override
    public Integer call() throws IOException {
        var importer = new OnnxEmbedderImporter(new ModelExporter(models.folder()));
        spec.commandLine()
                .getOut()
                .println(importer.importFrom(file, embedder.settings(output)).id());
        return 0;
    }
}
