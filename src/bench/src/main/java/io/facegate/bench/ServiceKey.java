package io.facegate.bench;

import java.util.Optional;

/** What the service knows a benchmark by: FACEGATE_KEY, which {@code ./facegate bench} sets. */
final class ServiceKey {
    private ServiceKey() {}

    /** Empty for a service that is open. */
    static Optional<String> ofEnvironment() {
        return Optional.ofNullable(System.getenv("FACEGATE_KEY"))
                .map(String::strip)
                .filter(key -> !key.isEmpty());
    }
}
