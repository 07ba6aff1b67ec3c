package io.facegate.training.cli.models;

import io.facegate.training.calibration.CalibrationText;
import io.facegate.training.cli.option.ModelsFolderOption;
import io.facegate.vision.model.Calibration;
import io.facegate.vision.model.InferenceSettings;
import io.facegate.vision.model.LoadedModel;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelException;
import io.facegate.vision.model.ModelId;
import io.facegate.vision.model.ModelStore;
import io.facegate.vision.score.ScoreNormalisation;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./facegate models verify [ID]} */
@Command(
        name = "verify",
        description =
                "Checks that a model's files are intact, that it loads, and that it keeps its contract; shows its calibration.",
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "ID", arity = "0..1", description = "Default: every model.")
    private @Nullable ModelId id;

    @Mixin
    private ModelsFolderOption models = new ModelsFolderOption();

    @Override
    public Integer call() {
        int failures = 0;
        for (ModelDescriptor descriptor : chosen()) {
            try {
                verify(descriptor);
                spec.commandLine().getOut().println(descriptor.id() + " is intact");
                printCalibration(descriptor);
            } catch (ModelException e) {
                spec.commandLine().getErr().println(e.getMessage());
                failures++;
            }
        }
        return failures == 0 ? 0 : 1;
    }

    private void printCalibration(ModelDescriptor descriptor) {
        Calibration calibration = descriptor.calibration();
        if (calibration != null) {
            PrintWriter out = spec.commandLine().getOut();
            out.println("calibrated on " + calibration.data());
            out.print(CalibrationText.of(calibration));
            out.flush();
        }
    }

    private List<ModelDescriptor> chosen() {
        List<ModelDescriptor> chosen = models.store().list().stream()
                .filter(descriptor -> id == null || descriptor.id().equals(id))
                .toList();
        if (chosen.isEmpty()) {
            throw new ModelException(
                    "There is no model%s in the folder %s.%nMaybe look for it: ./facegate models list --models DIR"
                            .formatted(id == null ? "" : " " + id, models.folder()));
        }
        return chosen;
    }

    private void verify(ModelDescriptor descriptor) {
        ModelStore store = models.store();
        if (descriptor.hasSavedModel() || !descriptor.hasOnnx()) {
            try (LoadedModel model = store.open(descriptor, InferenceSettings.DEFAULT)) {
                new TrialRun(model).check();
            }
        }
        if (descriptor.hasOnnx()) {
            new OnnxTrial(store, descriptor).check();
        }
        ScoreNormalisation.load(store, descriptor);
    }
}
