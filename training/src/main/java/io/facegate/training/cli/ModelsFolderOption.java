package io.facegate.training.cli;

import io.facegate.vision.model.ModelStore;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where models are read from and written to. */
final class ModelsFolderOption {
    @Option(
            names = "--models",
            paramLabel = "DIR",
            defaultValue = "${env:FACEGATE_MODELS:-models}",
            description = "Folder of models. Default: $FACEGATE_MODELS, or models.")
    private Path folder = Path.of("models");

    ModelStore store() {
        return new ModelStore(folder);
    }

    Path folder() {
        return folder;
    }
}
