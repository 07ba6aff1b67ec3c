package io.facegate.service.attempt;

import io.facegate.service.config.AttemptsConfig;
import io.facegate.service.gallery.Gallery;
import io.facegate.service.gallery.VerificationPolicy;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The limits of a gallery, or else the operator's. */
@Singleton
public final class AttemptPolicy {
    private final AttemptsConfig config;

    AttemptPolicy(AttemptsConfig config) {
        this.config = config;
    }

    public AttemptLimits limits(Gallery gallery, Liveness liveness) {
        VerificationPolicy own = gallery.verification();
        boolean live = liveness == Liveness.PASSED;
        int waitAfter = live
                ? orElse(own.waitAfterLive(), config.waitAfterLive())
                : orElse(own.waitAfter(), config.waitAfter());
        int disableAfter = live
                ? orElse(own.disableAfterLive(), config.disableAfterLive())
                : orElse(own.disableAfter(), config.disableAfter());
        Integer seconds = own.waitSeconds();
        return new AttemptLimits(
                waitAfter, seconds == null ? config.delay() : Duration.ofSeconds(seconds), disableAfter);
    }

    private static int orElse(@Nullable Integer own, int operators) {
        return own == null ? operators : own;
    }
}
