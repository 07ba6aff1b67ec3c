package io.facegate.service.tracing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Takes what a service exports by OTLP over HTTP. Protocol Buffers have texts and ids as they are, so they can be searched. */
final class Collector implements AutoCloseable {
    private final HttpServer server;
    private final Queue<String> received = new ConcurrentLinkedQueue<>();

    Collector() throws IOException {
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", this::take);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            received.add(new String(exchange.getRequestBody().readAllBytes(), ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
        }
    }

    String endpoint() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** All of it, a character for each byte. */
    String received() {
        return String.join("\n", received);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
