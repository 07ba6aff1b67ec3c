package io.facegate.walks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The condition of {@link NeedsBrowser}. */
final class BrowserCondition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return chromium()
                .map(path -> ConditionEvaluationResult.enabled("Chromium is " + path))
                .orElseGet(() -> ConditionEvaluationResult.disabled(
                        "Skipped: there is no Chromium in /usr/bin. Maybe apt-get install chromium."));
    }

    /** Debian's, or another by its name. */
    static Optional<Path> chromium() {
        return Stream.of("chromium", "chromium-browser", "google-chrome")
                .map(Path.of("/usr/bin")::resolve)
                .filter(Files::isExecutable)
                .findFirst();
    }
}
