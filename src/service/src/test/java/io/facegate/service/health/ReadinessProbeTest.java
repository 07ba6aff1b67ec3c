package io.facegate.service.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadinessProbeTest {
    @Test
    void itPassesWhereTheServiceIsReady() throws IOException {
        assertThat(probeOfServerThatAnswers(200)).isTrue();
    }

    @Test
    void itFailsWhereTheServiceIsNotReady() throws IOException {
        assertThat(probeOfServerThatAnswers(503)).isFalse();
    }

    @Test
    void itFailsWhereNothingListens() throws IOException {
        HttpServer server = server();
        int port = server.getAddress().getPort();
        server.start();
        server.stop(0);

        assertThatThrownBy(() -> probe(port).passes()).isInstanceOf(ConnectException.class);
    }

    @Test
    void anotherAddressCanBeGiven() {
        assertThat(ReadinessProbe.ofEnvironment(Map.of("FACEGATE_HEALTH_URL", "http://localhost:9000/q/health/ready"))
                        .address())
                .hasToString("http://localhost:9000/q/health/ready");
    }

    private static boolean probeOfServerThatAnswers(int status) throws IOException {
        HttpServer server = server();
        server.createContext("/q/health/ready", exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        try {
            return probe(server.getAddress().getPort()).passes();
        } finally {
            server.stop(0);
        }
    }

    private static HttpServer server() throws IOException {
        return HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
    }

    private static ReadinessProbe probe(int port) {
        return ReadinessProbe.ofEnvironment(Map.of("QUARKUS_HTTP_PORT", Integer.toString(port)));
    }
}
