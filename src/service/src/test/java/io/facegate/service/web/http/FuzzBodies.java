package io.facegate.service.web.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/** Bodies that are nearly right. */
final class FuzzBodies {
    static final List<String> TYPES = List.of(
            "application/json",
            "multipart/form-data; boundary=XX",
            "multipart/form-data",
            "image/jpeg",
            "image/png",
            "application/octet-stream",
            "application/x-ndjson",
            "text/plain",
            "",
            "/",
            "image",
            "multipart/form-data; boundary=\"",
            "application/json; charset=utf-16",
            "application/json; charset=nonsense",
            "image/jpeg; q=\"",
            "*/*");

    private final FuzzText texts;
    private final String gallery;

    FuzzBodies(FuzzText texts, String gallery) {
        this.texts = texts;
        this.gallery = gallery;
    }

    String any() {
        return switch (texts.below(4)) {
            case 0 -> form();
            case 1 -> json();
            case 2 -> lines();
            default ->
                texts.one(
                        "", "\u00FF\u00D8\u00FF", "\u0089PNG\r\n\u001A\n", "BM", "RIFF\0\0\0\0WEBP", "GIF89a", "hello");
        };
    }

    String form() {
        StringBuilder form = new StringBuilder();
        int parts = texts.below(texts.oneIn(10) ? 20 : 4);
        for (int i = 0; i < parts; i++) {
            form.append("--XX\r\n")
                    .append(texts.one(
                            "Content-Disposition: form-data; name=", "content-disposition: form-data;name=", "X: "))
                    .append(texts.one(
                            "picture", "\"picture\"", "\"file\"", "\"reference\"", "\"ref_embedding\"", "\"", "\"\""))
                    .append(texts.one("", "; filename=\"a.jpg\"", "; filename=\"", "; filename*=utf-8''%zz"))
                    .append(texts.one(
                            "", "\r\nContent-Type: " + texts.one(TYPES), "\r\nContent-Transfer-Encoding: base64"))
                    .append(texts.one("\r\n\r\n", "\r\n\r\n", "\r\n\r\n", "\r\n", "\n\n"))
                    .append(texts.one("\u00FF\u00D8\u00FF", "", "[1, 2]", "[NaN]", "hello"))
                    .append("\r\n");
        }
        return form.append(texts.one("--XX--\r\n", "--XX--\r\n", "--XX--", "--XX", ""))
                .toString();
    }

    String json() {
        String field = texts.one(
                "name",
                "fmr",
                "external_id",
                "display_name",
                "metadata",
                "active",
                "embeddings",
                "model",
                texts.next());
        String value = texts.oneIn(4) ? "\"%s\"".formatted(gallery) : texts.json(3);
        String object =
                "{\"%s\": %s%s}".formatted(field, value, texts.oneIn(3) ? ", \"external_id\": " + texts.quoted() : "");
        return new String((texts.oneIn(6) ? texts.json(4) : object).getBytes(UTF_8), ISO_8859_1);
    }

    String lines() {
        StringBuilder lines = new StringBuilder();
        int count = texts.below(4);
        for (int i = 0; i < count; i++) {
            lines.append(texts.one(
                            "{\"format\":\"facegate-gallery\",\"version\":1,\"gallery\":\"a\",\"model\":\"m\",\"dimension\":512,\"created_at\":\"2026-01-01T00:00:00Z\"}",
                            "{\"external_id\":%s,\"metadata\":%s,\"active\":true,\"created_at\":\"+999999999-01-01T00:00:00Z\",\"templates\":[]}"
                                    .formatted(texts.quoted(), texts.json(2)),
                            "{\"identities\":0,\"templates\":0,\"sha256\":\"0\"}",
                            json()))
                    .append('\n');
        }
        return lines.toString();
    }
}
