package io.facegate.training.cli.models;

import io.facegate.training.cli.option.ModelsFolderOption;
import io.facegate.training.export.onnx.OnnxAddition;
import io.facegate.vision.model.ModelContract;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelId;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./facegate models export onnx [ID]} */
@Command(
        name = "onnx",
        description = {
            "Adds the file model.onnx to an embedder: the same network, for ONNX Runtime.",
            "It takes faces (uint8 RGB, [N, S, S, 3]) and gives embeddings (float32, [N, D], of unit length).",
            "The embedder of the default bundle is copied into the folder of models first."
        },
        mixinStandardHelpOptions = true)
final class ExportOnnxCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "ID", arity = "0..1", description = "Default: the only embedder there is.")
    private @Nullable ModelId id;

    @Mixin
    private ModelsFolderOption models = new ModelsFolderOption();

    @Override
    public Integer call() throws IOException {
        ModelDescriptor model = models.store().find(ModelContract.Embedder.class, id);
        ModelDescriptor exported = new OnnxAddition(models.folder()).addTo(model);
        spec.commandLine().getOut().println(models.store().folder(exported.id()).resolve(ModelDescriptor.ONNX_FILE));
        return 0;
    }
}
