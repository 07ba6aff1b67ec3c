package io.facegate.service.access.key;

import io.facegate.service.config.AccessConfig;
import io.facegate.service.config.StartFailure;
import io.facegate.service.config.StartupProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the pepper is: the value itself, or a file. */
public record PepperSource(Optional<String> value, Optional<Path> file) {
    private static final String SETTING =
            "FACEGATE_ACCESS_PEPPER_FILE names a file with it, or FACEGATE_ACCESS_PEPPER is it: at least %d characters, the same on all replicas."
                    .formatted(Pepper.LEAST_LENGTH);
    private static final String ADVICE = "make one: openssl rand -hex 32; docs/security.md tells more.";

    static PepperSource of(AccessConfig config) {
        return new PepperSource(config.pepper(), config.pepperFile());
    }

    /** As the service would find it. */
    public static PepperSource ofEnvironment(Map<String, String> environment) {
        return new PepperSource(
                Optional.ofNullable(environment.get("FACEGATE_ACCESS_PEPPER")).filter(text -> !text.isEmpty()),
                Optional.ofNullable(environment.get("FACEGATE_ACCESS_PEPPER_FILE"))
                        .map(Path::of));
    }

    /** @throws StartupProblem if there is none that can be used */
    public Pepper read() {
        @Nullable
        String text = value.orElseGet(() -> file.map(PepperSource::content).orElse(null));
        if (text == null) {
            throw problem("there is no pepper, which keys are kept hashed with.");
        }
        try {
            return Pepper.of(text.strip());
        } catch (IllegalArgumentException e) {
            throw problem("the pepper is too short.");
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw problem("the file %s with the pepper can't be read (%s)."
                    .formatted(file, e.getClass().getSimpleName()));
        }
    }

    private static StartupProblem problem(String what) {
        return new StartupProblem(new StartFailure(what, SETTING, ADVICE));
    }
}
