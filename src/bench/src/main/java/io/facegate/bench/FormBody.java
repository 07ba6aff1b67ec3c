package io.facegate.bench;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A form of texts and pictures (RFC 7578), part by part. */
final class FormBody {
    static final String CONTENT_TYPE = "multipart/form-data; boundary=part-of-form";

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    void text(String name, String value) {
        part("name=\"%s\"".formatted(name), "text/plain; charset=utf-8", utf8(value));
    }

    void picture(String name, byte[] jpeg) {
        part("name=\"%s\"; filename=\"%1$s.jpg\"".formatted(name), "image/jpeg", jpeg);
    }

    private void part(String disposition, String type, byte[] content) {
        body.writeBytes(utf8("--part-of-form\r\nContent-Disposition: form-data; %s\r\nContent-Type: %s\r\n\r\n"
                .formatted(disposition, type)));
        body.writeBytes(content);
        body.writeBytes(utf8("\r\n"));
    }

    /** With its end. */
    byte[] bytes() {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(body.toByteArray());
        whole.writeBytes(utf8("--part-of-form--\r\n"));
        return whole.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
