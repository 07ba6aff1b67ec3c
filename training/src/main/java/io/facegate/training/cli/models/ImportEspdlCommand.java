package io.facegate.training.cli.models;

import io.facegate.training.cli.option.ModelsFolderOption;
import io.facegate.training.export.ModelExporter;
import io.facegate.training.weights.espdl.EspdlEmbedderImporter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./facegate models import espdl FILE} */
@Command(
        name = "espdl",
        description = {
            "Makes a face embedder of a file of ESP-DL, whose 8-bit weights become floats.",
            "The settings are those of ArcFace where they are not given; see how the model was trained."
        },
        mixinStandardHelpOptions = true)
final class ImportEspdlCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", description = "Its input is [N, S, S, 3], its output [N, D].")
    private Path file = Path.of("");

    @Mixin
    private EmbedderOptions embedder = new EmbedderOptions();

    @Mixin
    private ModelsFolderOption models = new ModelsFolderOption();

    @Override
    public Integer call() throws IOException {
        var importer = new EspdlEmbedderImporter(new ModelExporter(models.folder()));
        spec.commandLine()
                .getOut()
                .println(importer.importFrom(file, embedder.settings(null)).id());
        return 0;
    }
}
