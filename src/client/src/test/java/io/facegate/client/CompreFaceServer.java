package io.facegate.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Answers what an import asks of CompreFace, as CompreFace does: pages of faces, and their pictures. */
final class CompreFaceServer implements AutoCloseable {
    static final String KEY = "3f0c5f0e-2a53-4a0b-9a52-0e6ad4d1c001";

    /** One example; the picture is empty where none is kept. */
    record Example(String image, String subject, byte[] picture) {}

    private final HttpServer server;
    private final List<Example> examples = new ArrayList<>();
    private final List<String> subjects = new ArrayList<>();
    private final AtomicInteger pictures = new AtomicInteger();
    private volatile int failsAfter = Integer.MAX_VALUE;

    CompreFaceServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        server.createContext("/api/v1/recognition/", this::answer);
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    void subject(String name) {
        subjects.add(name);
    }

    void example(String subject, byte[] picture) {
        if (!subjects.contains(subject)) {
            subjects.add(subject);
        }
        examples.add(new Example("6b135f5b-a365-4522-b1f1-%012x".formatted(examples.size()), subject, picture));
    }

    /** From then on pictures are failures. */
    void failAfter(int more) {
        failsAfter = pictures.get() + more;
    }

    void recover() {
        failsAfter = Integer.MAX_VALUE;
    }

    /** How many were asked for. */
    int pictures() {
        return pictures.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().replace("/api/v1/recognition/", "");
        if (!KEY.equals(exchange.getRequestHeaders().getFirst("x-api-key"))) {
            send(exchange, 404, "{\"message\": \"not found\", \"code\": 10}".getBytes(UTF_8));
        } else if (path.equals("subjects")) {
            send(exchange, 200, subjectList().getBytes(UTF_8));
        } else if (path.equals("faces")) {
            send(exchange, 200, page(exchange.getRequestURI().getQuery()).getBytes(UTF_8));
        } else {
            picture(exchange, path.split("/")[1]);
        }
    }

    private String subjectList() {
        return subjects.stream()
                .map(name -> "\"%s\"".formatted(name))
                .collect(Collectors.joining(",", "{\"subjects\":[", "]}"));
    }

    private String page(String query) {
        Map<String, Integer> asked = List.of(query.split("&")).stream()
                .map(pair -> pair.split("="))
                .collect(Collectors.toMap(pair -> pair[0], pair -> Integer.valueOf(pair[1])));
        int size = Math.min(2, asked.getOrDefault("size", 20)); // small, so that there are several
        int page = asked.getOrDefault("page", 0);
        String faces = examples.stream()
                .skip((long) page * size)
                .limit(size)
                .map(example ->
                        "{\"image_id\":\"%s\",\"subject\":\"%s\"}".formatted(example.image(), example.subject()))
                .collect(Collectors.joining(","));
        return "{\"faces\":[%s],\"page_number\":%d,\"page_size\":%d,\"total_pages\":%d,\"total_elements\":%d}"
                .formatted(faces, page, size, (examples.size() + size - 1) / size, examples.size());
    }

    private void picture(HttpExchange exchange, String image) throws IOException {
        if (pictures.incrementAndGet() > failsAfter) {
            send(exchange, 500, new byte[0]);
            return;
        }
        byte[] picture = examples.stream()
                .filter(example -> example.image().equals(image))
                .findFirst()
                .orElseThrow()
                .picture();
        send(exchange, 200, picture);
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
