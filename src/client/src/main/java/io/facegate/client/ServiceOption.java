package io.facegate.client;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which service a command speaks to. */
final class ServiceOption {
    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "http://localhost:8080",
            description = "Of the running service (default: ${DEFAULT-VALUE})")
    private URI url = URI.create("");

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description =
                    "How long to try again while the service is too busy or can't be reached (default: ${DEFAULT-VALUE})")
    private long patience;

    /** The key comes from the environment alone: arguments are seen by everybody on the machine. */
    ServiceConnection connect() {
        return new ServiceConnection(
                url,
                Duration.ofSeconds(patience),
                Optional.ofNullable(System.getenv("FACEGATE_KEY"))
                        .map(String::strip)
                        .filter(key -> !key.isEmpty()));
    }
}
