package io.facegate.service.web.http;

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

    private static final String JSON = "application/json";
    private static final String FORM = "multipart/form-data;boundary=XX";
    private static final String LINES = "application/x-ndjson";
    /** Method, path and, if there is a body, its type. */
    private static final List<String> ENDPOINTS = List.of(
            "GET /v1/models",
            "GET /v1/galleries",
            "POST /v1/galleries " + JSON,
            "GET /v1/galleries/%s",
            "PATCH /v1/galleries/%s " + JSON,
            "GET /v1/galleries/%s/identities",
            "POST /v1/galleries/%s/identities " + JSON,
            "GET /v1/galleries/%s/identities/anna",
            "PATCH /v1/galleries/%s/identities/anna " + JSON,
            "GET /v1/galleries/%s/identities/anna/templates",
            "POST /v1/galleries/%s/identities/anna/templates " + FORM,
            "POST /v1/galleries/%s/identities/anna/templates " + JSON,
            "DELETE /v1/galleries/%s/identities/anna/templates/1",
            "POST /v1/galleries/%s/identities/anna/verify " + FORM,
            "POST /v1/galleries/%s/identify image/jpeg",
            "GET /v1/galleries/%s/export",
            "POST /v1/galleries/%s/import " + LINES,
            "GET /v1/galleries/%s/move",
            "POST /v1/galleries/%s/move " + JSON,
            "POST /v1/galleries/%s/move/finish",
            "POST /v1/galleries/%s/move/drop",
            "DELETE /v1/galleries/%s/move",
            "POST /embedding " + FORM,
            "POST /compare " + FORM,
            "POST /v1/compare " + FORM,
            "POST /v1/detect image/png",
            "POST /v1/embeddings " + FORM);

    private final FuzzText texts;
    private final FuzzBodies bodies;
    private final String gallery;

    FuzzRequests(SplittableRandom random, String gallery) {
        this.texts = new FuzzText(random);
        this.bodies = new FuzzBodies(texts, gallery);
        this.gallery = gallery;
    }

    /**
     * @param bytes each one a character of ISO 8859-1
     * @param whole whether it is one to be answered; what is damaged may lack its end
     */
    record Request(String bytes, boolean whole) {}

    Request next() {
        return switch (texts.below(12)) {
            case 0, 1 -> new Request(request(texts.one(METHODS), target(), "", ""), true);
            case 2 -> whole("POST", "multipart/form-data; boundary=XX", bodies.form());
            case 3 -> whole(texts.one("POST", "PATCH"), JSON, bodies.json());
            case 4 -> whole("POST", LINES, bodies.lines());
            case 5 -> whole(texts.one("POST", "PATCH"), texts.one(FuzzBodies.TYPES), bodies.any());
            case 6, 7 -> new Request(damaged(withBody("POST", texts.one(FuzzBodies.TYPES), bodies.any())), false);
            default -> new Request(ofEndpoint(), true);
        };
    }

    private Request whole(String method, String type, String body) {
        return new Request(withBody(method, type, body), true);
    }

    /** By the right method and of the right type; only what it brings is made up. */
    private String ofEndpoint() {
        String[] endpoint = texts.one(ENDPOINTS).split(" ");
        String target = endpoint[1].formatted(gallery)
                + (texts.oneIn(4) ? "?%s=%s".formatted(texts.one(PARAMETERS), texts.one(VALUES)) : "");
        if (endpoint.length == 2) {
            return request(endpoint[0], target, "", "");
        }
        String body =
                switch (endpoint[2]) {
                    case JSON -> bodies.json();
                    case FORM -> bodies.form();
                    case LINES -> bodies.lines();
                    default -> bodies.any();
                };
        return request(
                endpoint[0],
                target,
                "Content-Type: %s\r\nContent-Length: %d\r\n".formatted(endpoint[2], body.length()),
                body);
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
            case 8 ->
                "/v1/galleries/%s/%s".formatted(one, texts.one("identify", "export", "import", "move", "move/finish"));
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
            more.append(
                    "%s: %s\r\n".formatted(texts.one(HEADERS), texts.oneIn(3) ? texts.one(FuzzBodies.TYPES) : value));
        }
        return "%s %s HTTP/1.1\r\nHost: a\r\n%s%s\r\n%s".formatted(method, target, headers, more, body);
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
