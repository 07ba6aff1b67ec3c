package io.facegate.training.cli.option;

import io.facegate.training.tracking.Ancestor;
import io.facegate.vision.model.Licence;
import java.util.List;
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

    /** Of a model that has learnt from others. */
    public Licence licence(List<Ancestor> ancestors) {
        return Ancestor.licence(ancestors, weights, data);
    }
}
