package io.facegate.service.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.List;
import java.util.SplittableRandom;

/** Requests as bytes, each one a character of ISO 8859-1: nearly right, so that they get far before they are refused. */
final class FuzzRequests {
    private static final List<String> METHODS = List.of(
            "GET", "GET", "POST", "POST", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "get", "FOO");
    private static final List<String> PARAMETERS =
            List.of("face", "faces", "fmr", "k", "limit", "cursor", "duplicates");
    private static final List<String> VALUES =
            List.of("only", "largest", "all", "1e-3", "1e-4", "5", "100", "0", "AAAAAAAAAAE", "reject", "allow", "");
    private static final List<String> TYPES = List.of(
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
    private static final List<String> HEADERS = List.of(
            "Accept",
            "Accept-Encoding",
            "Accept-Language",
            "Connection",
            "Content-Encoding",
            "Content-Length",
            "Content-Type",
            "Cookie",
            "Expect",
            "Host",
            "Idempotency-Key",
            "If-None-Match",
            "Origin",
            "Range",
            "TE",
            "Trailer",
            "Transfer-Encoding",
            "Upgrade",
            "X-Forwarded-For",
            "X-Request-Id",
            "traceparent",
            "Access-Control-Request-Method");

    private final FuzzText texts;
    private final String gallery;

    FuzzRequests(SplittableRandom random, String gallery) {
        this.texts = new FuzzText(random);
        this.gallery = gallery;
    }

    String next() {
        return switch (texts.below(6)) {
            case 0 -> request(texts.one(METHODS), target(), "", "");
            case 1 -> withBody(texts.one("POST", "PATCH"), texts.one(TYPES), body());
            case 2 -> withBody("POST", "multipart/form-data; boundary=XX", form());
            case 3 -> withBody(texts.one("POST", "PATCH"), "application/json", json());
            case 4 -> withBody("POST", "application/x-ndjson", lines());
            default -> damaged(withBody("POST", texts.one(TYPES), body()));
        };
    }

    private String path() {
        String one = texts.oneIn(3) ? segment() : gallery;
        return switch (texts.below(12)) {
            case 0 -> "/v1/galleries";
            case 1 -> "/v1/galleries/" + one;
            case 2 -> "/v1/galleries/%s/identities".formatted(one);
            case 3, 4 -> "/v1/galleries/%s/identities/%s".formatted(one, segment());
            case 5 -> "/v1/galleries/%s/identities/%s/templates".formatted(one, texts.oneIn(2) ? "anna" : segment());
            case 6 -> "/v1/galleries/%s/identities/anna/templates/%s".formatted(one, segment());
            case 7 -> "/v1/galleries/%s/identities/%s/verify".formatted(one, texts.oneIn(2) ? "anna" : segment());
            case 8 -> "/v1/galleries/%s/%s".formatted(one, texts.one("identify", "export", "move", "move/finish"));
            case 9 -> texts.one("/embedding", "/compare", "/v1/compare", "/v1/detect", "/v1/embeddings", "/v1/models");
            case 10 ->
                texts.one(
                        "/q/openapi",
                        "/q/health/live",
                        "/q/swagger-ui/",
                        "/q/nothing",
                        "/",
                        "*",
                        "//",
                        "http://a/v1/models");
            default -> "/" + segment() + "/" + segment();
        };
    }

    /** Percent-encoded, mostly. */
    private String segment() {
        String text = texts.next();
        return texts.oneIn(4)
                ? new String(text.replaceAll("[ \r\n]", "").getBytes(UTF_8), ISO_8859_1)
                : URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    private String target() {
        StringBuilder target = new StringBuilder(path());
        int parameters = texts.below(3);
        for (int i = 0; i < parameters; i++) {
            target.append(i == 0 ? "?" : texts.one("&", "&", ";", "?"))
                    .append(texts.oneIn(4) ? segment() : texts.one(PARAMETERS))
                    .append(texts.oneIn(8) ? "" : "=")
                    .append(texts.oneIn(3) ? segment() : texts.one(VALUES));
        }
        return target.toString();
    }

    private String withBody(String method, String type, String body) {
        boolean chunked = texts.oneIn(6);
        String framing = chunked ? "Transfer-Encoding: chunked\r\n" : "Content-Length: %d\r\n".formatted(body.length());
        String framed =
                chunked ? "%s%x\r\n%s\r\n0\r\n\r\n".formatted(texts.oneIn(5) ? "g" : "", body.length(), body) : body;
        return request(method, target(), "Content-Type: %s\r\n%s".formatted(type, framing), framed);
    }

    private String request(String method, String target, String headers, String body) {
        StringBuilder more = new StringBuilder();
        while (texts.oneIn(3)) {
            String value = new String(texts.next().replaceAll("[\r\n]", "").getBytes(UTF_8), ISO_8859_1);
            more.append("%s: %s\r\n".formatted(texts.one(HEADERS), texts.oneIn(3) ? texts.one(TYPES) : value));
        }
        return "%s %s HTTP/1.1\r\nHost: a\r\n%s%s\r\n%s".formatted(method, target, headers, more, body);
    }

    private String body() {
        return switch (texts.below(4)) {
            case 0 -> form();
            case 1 -> json();
            case 2 -> lines();
            default ->
                texts.one(
                        "", "\u00FF\u00D8\u00FF", "\u0089PNG\r\n\u001A\n", "BM", "RIFF\0\0\0\0WEBP", "GIF89a", "hello");
        };
    }

    private String form() {
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

    private String json() {
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

    private String lines() {
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

    private String damaged(String request) {
        StringBuilder bytes = new StringBuilder(request);
        for (int i = texts.below(4); i >= 0 && !bytes.isEmpty(); i--) {
            int at = texts.below(bytes.length());
            switch (texts.below(4)) {
                case 0 -> bytes.setCharAt(at, (char) texts.below(256));
                case 1 -> bytes.deleteCharAt(at);
                case 2 -> bytes.insert(at, texts.one("\r\n", ":", " ", "\0", "\u00FF"));
                default -> bytes.setLength(at);
            }
        }
        return bytes.toString();
    }
}
