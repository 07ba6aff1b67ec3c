package io.facegate.service.compreface;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.util.Base64;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request as a client of CompreFace sends it, to the byte: the resources {@code compreface-recordings}, with what is another one
 * each time in braces. It is sent over a connection of its own.
 */
final class Recording {
    private static final int PATIENCE = 60_000;
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)\r\n");

    private String text;

    private Recording(String text) {
        this.text = text;
    }

    static Recording of(String name) {
        try (InputStream resource = Objects.requireNonNull(
                Recording.class.getResourceAsStream("/compreface-recordings/%s.http".formatted(name)), name)) {
            return new Recording(new String(resource.readAllBytes(), ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Recording with(String placeholder, String value) {
        text = text.replace("{" + placeholder + "}", value);
        return this;
    }

    Recording with(String placeholder, byte[] value) {
        // line ends within it are its own, and not of the recording
        return with(placeholder, new String(value, ISO_8859_1).replace("\n", "\0LF\0"));
    }

    Recording withBase64(byte[] picture) {
        return with("BASE64", Base64.getEncoder().encodeToString(picture));
    }

    /** What was answered. */
    record Answered(int status, String body) {
        JsonNode json() {
            try {
                return new ObjectMapper().readTree(body);
            } catch (IOException e) {
                throw new AssertionError("Not JSON: " + body, e);
            }
        }
    }

    Answered send(URI service) {
        int end = text.indexOf("\n\n");
        String head = end < 0 ? text.strip() : text.substring(0, end).strip();
        String body = end < 0 ? "" : text.substring(end + 2);
        // of a form the last line has an end, of JSON it hasn't
        byte[] content = (body.startsWith("--") ? body : body.strip())
                .replace("\n", "\r\n")
                .replace("\0LF\0", "\n")
                .getBytes(ISO_8859_1);
        String complete =
                head.replace("{LENGTH}", Integer.toString(content.length)).replace("\n", "\r\n") + "\r\n\r\n";
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            socket.setSoTimeout(PATIENCE);
            socket.getOutputStream().write(complete.getBytes(ISO_8859_1));
            socket.getOutputStream().write(content);
            socket.getOutputStream().flush();
            return read(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Answered read(InputStream in) throws IOException {
        String head = until("\r\n\r\n", in);
        Matcher length = LENGTH.matcher(head);
        byte[] body = length.find() ? in.readNBytes(Integer.parseInt(length.group(1))) : chunks(in);
        return new Answered(Integer.parseInt(head.substring(9, 12)), new String(body, UTF_8));
    }

    /** A longer answer comes in chunks, whose last one is empty. */
    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int size;
        do {
            size = Integer.parseInt(until("\r\n", in).strip(), 16);
            body.write(in.readNBytes(size));
            until("\r\n", in);
        } while (size > 0);
        return body.toByteArray();
    }

    private static String until(String end, InputStream in) throws IOException {
        StringBuilder read = new StringBuilder();
        while (read.indexOf(end) < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("The answer ends within: " + read);
            }
            read.append((char) next);
        }
        return read.toString();
    }
}
