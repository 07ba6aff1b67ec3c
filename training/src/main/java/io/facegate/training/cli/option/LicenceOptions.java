package io.facegate.training.cli.option;

import io.facegate.training.tracking.RunRecord;
import io.facegate.vision.model.Licence;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Under which terms a model that was trained here may be used. */
public final class LicenceOptions {
    @Option(
            names = "--weights-licence",
            paramLabel = "TEXT",
            description =
                    "Terms of use of the weights. Those of models that it learnt from are added. Default: unknown.")
    private @Nullable String weights;

    @Option(
            names = "--data-licence",
            paramLabel = "TEXT",
            description =
                    "Terms of use of the pictures. Those of models that it learnt from are added. Default: unknown.")
    private @Nullable String data;

    /** Of a model that learnt from none that says its own. */
    public Licence licence() {
        return new Licence(
                Objects.requireNonNullElse(weights, Licence.UNKNOWN.weights()),
                Objects.requireNonNullElse(data, Licence.UNKNOWN.data()));
    }

    /** Of what comes of a run. */
    public Licence licence(RunRecord run) {
        return run.licence(weights, data);
    }
}
