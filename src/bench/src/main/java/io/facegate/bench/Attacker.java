package io.facegate.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A client that sends bodies as no well-behaved one would: on a socket of its own, whatever is answered meanwhile. */
final class Attacker {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String VERSION = "HTTP/1.1 ";
    private static final int STATUS = 3;

    /** Made before anything is measured. */
    private final Map<WorstBody, byte[]> bodies =
            Stream.of(WorstBody.values()).collect(Collectors.toMap(body -> body, WorstBody::bytes));

    /**
     * @return the status, or that the connection was closed without one
     */
    String send(URI service, WorstBody body) throws IOException {
        byte[] bytes = Objects.requireNonNull(bodies.get(body));
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
            OutputStream out = socket.getOutputStream();
            out.write(head(body, bytes.length).getBytes(ISO_8859_1));
            out.write(bytes);
            if (body.chunked()) {
                out.write("\r\n0\r\n\r\n".getBytes(ISO_8859_1));
            }
            byte[] line = socket.getInputStream().readNBytes(VERSION.length() + STATUS);
            return line.length == 0 ? "closed" : new String(line, ISO_8859_1).substring(VERSION.length());
        }
    }

    private static String head(WorstBody body, int length) {
        return "POST /v1/galleries HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + ServiceKey.ofEnvironment()
                        .map(key -> "Authorization: Bearer %s\r\n".formatted(key))
                        .orElse("")
                + (body.chunked()
                        ? "Transfer-Encoding: chunked\r\n\r\n%x\r\n".formatted(length)
                        : "Content-Length: %d\r\n\r\n".formatted(length));
    }
}
