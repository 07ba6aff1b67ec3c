package io.facegate.service.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A client that keeps to no rules. */
public final class RawConnection implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)");

    private final Socket socket;

    public RawConnection(URI base) throws IOException {
        this(new Socket(base.getHost(), base.getPort()));
    }

    /** One request of a connection of its own. */
    public static String ask(URI base, String request) throws IOException {
        try (RawConnection connection = new RawConnection(base)) {
            return connection.send(request).answer(request.startsWith("HEAD"));
        }
    }

    /** With a small window, so that what isn't read stalls soon. */
    public static RawConnection narrow(URI base) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.connect(new InetSocketAddress(base.getHost(), base.getPort()));
        return new RawConnection(socket);
    }

    /** Over whatever that socket speaks. */
    public RawConnection(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
    }

    public RawConnection send(String text) throws IOException {
        return send(text.getBytes(ISO_8859_1));
    }

    /** From that address of this machine. */
    public static RawConnection from(InetAddress address, URI base) throws IOException {
        return new RawConnection(new Socket(InetAddress.getByName(base.getHost()), base.getPort(), address, 0));
    }

    public RawConnection send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /** The head of a request with a body, without its end. */
    public RawConnection sendHead(String method, String path, String contentType, String... headers)
            throws IOException {
        return send("%s %s HTTP/1.1\r\nHost: test\r\nContent-Type: %s\r\n%s\r\n\r\n"
                .formatted(method, path, contentType, String.join("\r\n", headers)));
    }

    /** Everything until the service closes the connection. */
    public String readToEnd() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }

    /** The first line of the answer, or an empty text if there is none. */
    public String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = socket.getInputStream().read();
                next >= 0 && next != '\n';
                next = socket.getInputStream().read()) {
            line.write(next);
        }
        return line.toString(ISO_8859_1).strip();
    }

    /** The status line and the headers of the answer. */
    public String readHead() throws IOException {
        StringBuilder head = new StringBuilder();
        for (String line = readLine(); !line.isEmpty(); line = readLine()) {
            head.append(line).append('\n');
        }
        return head.toString();
    }

    /** Sends this again and again, with a pause in between, until the service closes the connection; what it answered. */
    public String drip(String text, Duration pause) throws IOException {
        socket.setSoTimeout(Math.toIntExact(pause.toMillis()));
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            try {
                int next = socket.getInputStream().read();
                if (next < 0) {
                    return answer.toString(ISO_8859_1);
                }
                answer.write(next);
            } catch (SocketTimeoutException quiet) {
                send(text);
            } catch (SocketException closed) {
                return answer.toString(ISO_8859_1);
            }
        }
        throw new AssertionError("The service is still listening after " + PATIENCE);
    }

    /** Nothing more is sent, as by a client that is gone or waits for its answer. */
    public void endOfRequests() throws IOException {
        socket.shutdownOutput();
    }

    /**
     * The next answer with its head; what came of it if the connection was closed before.
     *
     * @param headOnly whether it is one without a body, whatever length it tells
     */
    public String answer(boolean headOnly) throws IOException {
        InputStream in = socket.getInputStream();
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        while (!answer.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return answer.toString(ISO_8859_1);
            }
            answer.write(next);
        }
        Matcher length = LENGTH.matcher(answer.toString(ISO_8859_1));
        if (!headOnly && length.find()) {
            answer.write(in.readNBytes(Integer.parseInt(length.group(1))));
        }
        return answer.toString(ISO_8859_1);
    }

    /** Whether the service closed the connection after its answers. */
    public boolean isClosed() throws IOException {
        return socket.getInputStream().read() < 0;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
