package io.facegate.training.cli;

import io.facegate.vision.model.Licence;
import picocli.CommandLine.Option;

/** Under which terms a model that was trained here may be used. */
final class LicenceOptions {
    @Option(
            names = "--weights-licence",
            paramLabel = "TEXT",
            defaultValue = "unknown",
            description = "Terms of use of the weights. Default: ${DEFAULT-VALUE}.")
    private String weights = "unknown";

    @Option(
            names = "--data-licence",
            paramLabel = "TEXT",
            defaultValue = "unknown",
            description = "Terms of use of the pictures. Default: ${DEFAULT-VALUE}.")
    private String data = "unknown";

    Licence licence() {
        return new Licence(weights, data);
    }
}
