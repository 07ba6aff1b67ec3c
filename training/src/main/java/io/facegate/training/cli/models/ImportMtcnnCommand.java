package io.facegate.training.cli.models;

import io.facegate.training.cli.option.ModelName;
import io.facegate.training.cli.option.ModelsFolderOption;
import io.facegate.training.detection.MtcnnImporter;
import io.facegate.training.export.ModelExporter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./facegate models import mtcnn --from DIR} */
@Command(
        name = "mtcnn",
        description = "Makes a face detector of the published MTCNN weights.",
        mixinStandardHelpOptions = true)
final class ImportMtcnnCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--from",
            paramLabel = "DIR",
            required = true,
            description = "Folder with det1.npy, det2.npy and det3.npy of davidsandberg/facenet, src/align.")
    private Path from = Path.of("");

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = "mtcnn",
            description = "How the model's id begins. Default: ${DEFAULT-VALUE}.")
    private ModelName name = new ModelName("mtcnn");

    @Mixin
    private ModelsFolderOption models = new ModelsFolderOption();

    @Override
    public Integer call() throws IOException {
        var descriptor = new MtcnnImporter(new ModelExporter(models.folder())).importFrom(from, name.value());
        spec.commandLine().getOut().println(descriptor.id());
        return 0;
    }
}
