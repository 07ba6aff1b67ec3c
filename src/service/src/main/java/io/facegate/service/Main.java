package io.facegate.service;

import io.facegate.service.health.ReadinessProbe;
import io.facegate.service.http.HttpChannels;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import java.util.List;

/** Starts the service or, with the argument {@code health}, asks the one that runs whether it is ready. */
@QuarkusMain
public final class Main {
    private static final List<String> HEALTH = List.of("health");

    private Main() {}

    public static void main(String... arguments) throws IOException {
        System.setProperty(HttpChannels.EXTENSIONS, HttpChannels.LOADED);
        if (!HEALTH.equals(List.of(arguments))) {
            Quarkus.run(arguments);
        } else if (!ReadinessProbe.ofEnvironment(System.getenv()).passes()) {
            System.exit(1);
        }
    }
}
