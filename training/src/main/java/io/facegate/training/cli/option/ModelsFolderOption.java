package io.facegate.training.cli.option;

import io.facegate.vision.model.ModelStore;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where models are read from and written to. */
public final class ModelsFolderOption {
    @Option(
            names = "--models",
            paramLabel = "DIR",
            defaultValue = "${env:FACEGATE_MODELS:-models}",
            description = "Folder of models. Default: $FACEGATE_MODELS, or models.")
    private Path folder = Path.of("models");

    public ModelStore store() {
        return new ModelStore(folder);
    }

    public Path folder() {
        return folder;
    }
}
