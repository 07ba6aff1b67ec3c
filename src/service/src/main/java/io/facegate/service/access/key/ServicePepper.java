package io.facegate.service.access.key;

import io.facegate.service.config.AccessConfig;
import io.facegate.service.config.StartupProblem;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import org.jspecify.annotations.Nullable;

/** The pepper of this service, read at its start; a service that is open to everybody may have none. */
@Singleton
final class ServicePepper {
    private final AccessConfig config;
    private @Nullable Pepper pepper;

    ServicePepper(AccessConfig config) {
        this.config = config;
    }

    void read(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
        if (!config.insecure()) {
            get();
        }
    }

    boolean isThere() {
        return config.pepper().isPresent() || config.pepperFile().isPresent();
    }

    /** @throws StartupProblem if there is none */
    synchronized Pepper get() {
        if (pepper == null) {
            pepper = PepperSource.of(config).read();
        }
        return pepper;
    }
}
