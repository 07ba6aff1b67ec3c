package io.facegate.client;

import java.net.URI;
import java.time.Duration;
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

    ServiceConnection connect() {
        return new ServiceConnection(url, Duration.ofSeconds(patience));
    }
}
