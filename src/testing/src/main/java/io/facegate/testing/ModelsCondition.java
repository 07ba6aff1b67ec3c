package io.facegate.testing;

import java.nio.file.Files;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The condition of {@link NeedsModels}. */
final class ModelsCondition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (!TestData.modelsAreThere()) {
            return ConditionEvaluationResult.disabled(
                    "Skipped: there is no detector and embedder in %s. Maybe build the module training first, which imports them where the shared data set is."
                            .formatted(TestData.models()));
        }
        if (!Files.isDirectory(TestData.shared())) {
            return ConditionEvaluationResult.disabled("Skipped: the shared data set is not at " + TestData.shared());
        }
        return ConditionEvaluationResult.enabled("models and pictures are there");
    }
}
