package io.facegate.training.catalogue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A server of files that knows ranges, and can break off. */
final class Publisher implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final List<String> ranges = new CopyOnWriteArrayList<>();
    private volatile int breakOffAfter = Integer.MAX_VALUE;
    private volatile boolean ignoresRanges;

    Publisher() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    URI publish(String name, byte[] content) {
        files.put("/" + name, content);
        return URI.create("http://localhost:%d/%s".formatted(server.getAddress().getPort(), name));
    }

    void breakOffAfter(int bytes) {
        breakOffAfter = bytes;
    }

    void ignoreRanges() {
        ignoresRanges = true;
    }

    /** What was asked for, an empty text without a range. */
    List<String> ranges() {
        return ranges;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] content = files.get(exchange.getRequestURI().getPath());
            @Nullable String range = exchange.getRequestHeaders().getFirst("Range");
            ranges.add(range == null ? "" : range);
            if (content == null) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            int from = range == null || ignoresRanges ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
            exchange.sendResponseHeaders(from > 0 ? 206 : 200, content.length - from);
            OutputStream out = exchange.getResponseBody();
            int length = Math.min(content.length - from, breakOffAfter);
            out.write(content, from, length);
            out.flush();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
