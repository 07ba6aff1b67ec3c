package io.facegate.bench;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Pictures as the parts of a form (RFC 7578). */
final class PictureForm {
    static final String CONTENT_TYPE = "multipart/form-data; boundary=picture-form";

    private static final String PART =
            "--picture-form\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%1$s.jpg\"\r\n"
                    + "Content-Type: image/jpeg\r\n\r\n";
    private static final String END = "--picture-form--\r\n";

    private PictureForm() {}

    /**
     * @param pictures at least one
     * @param first that of the first part; the next one is that of the second, and so on, over and over
     */
    static byte[] body(List<String> parts, List<byte[]> pictures, int first) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int i = 0; i < parts.size(); i++) {
            body.writeBytes(utf8(PART.formatted(parts.get(i))));
            body.writeBytes(pictures.get((first + i) % pictures.size()));
            body.writeBytes(utf8("\r\n"));
        }
        body.writeBytes(utf8(END));
        return body.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
