package io.facegate.service.health;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Map;

/** Asks a running service whether it is ready: for containers, which have neither a shell nor curl. */
public record ReadinessProbe(URI address) {
    private static final int PATIENCE_MILLISECONDS = 5_000;

    /**
     * The service of this container.
     *
     * @param environment {@code FACEGATE_HEALTH_URL}, or else {@code QUARKUS_HTTP_PORT}, says where it is
     */
    public static ReadinessProbe ofEnvironment(Map<String, String> environment) {
        String port = environment.getOrDefault("QUARKUS_HTTP_PORT", "8080");
        return new ReadinessProbe(URI.create(
                environment.getOrDefault("FACEGATE_HEALTH_URL", "http://127.0.0.1:" + port + "/q/health/ready")));
    }

    /**
     * @throws IOException if nothing answers
     */
    public boolean passes() throws IOException {
        HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
        connection.setConnectTimeout(PATIENCE_MILLISECONDS);
        connection.setReadTimeout(PATIENCE_MILLISECONDS);
        try {
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } finally {
            connection.disconnect();
        }
    }
}
