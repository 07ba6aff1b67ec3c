package io.facegate.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/** Writes a {@code multipart/form-data} body. */
public final class FormBody {
    public static final String TYPE = "multipart/form-data; boundary=facegate-test";

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    public FormBody text(String name, String text) {
        return part("Content-Disposition: form-data; name=\"%s\"".formatted(name), text.getBytes(UTF_8));
    }

    public FormBody file(String name, byte[] content) {
        return part(
                "Content-Disposition: form-data; name=\"%s\"; filename=\"secret-name.jpg\"\r\nContent-Type: image/jpeg"
                        .formatted(name),
                content);
    }

    private FormBody part(String headers, byte[] content) {
        body.writeBytes("--facegate-test\r\n%s\r\n\r\n".formatted(headers).getBytes(UTF_8));
        body.writeBytes(content);
        body.writeBytes("\r\n".getBytes(UTF_8));
        return this;
    }

    byte[] bytes() {
        ByteArrayOutputStream complete = new ByteArrayOutputStream();
        complete.writeBytes(body.toByteArray());
        complete.writeBytes("--facegate-test--\r\n".getBytes(UTF_8));
        return complete.toByteArray();
    }
}
