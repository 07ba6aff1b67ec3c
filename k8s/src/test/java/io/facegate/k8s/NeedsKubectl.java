package io.facegate.k8s;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** For tests of what is rendered: skipped where there is no {@code kubectl}. CI installs one, and refuses what is skipped. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsKubectl.Condition.class)
@interface NeedsKubectl {
    /** Looks for it. */
    final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return Kubectl.isInstalled()
                    ? ConditionEvaluationResult.enabled("kubectl is there")
                    : ConditionEvaluationResult.disabled(
                            "Skipped: no kubectl to render k8s/ with. Maybe install it (.ci/run"
                                    + " does), or name one by -Dfacegate.kubectl=PATH");
        }
    }
}
