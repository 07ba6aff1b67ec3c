package io.facegate.walks;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.facegate.testing.TokenIssuer;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An issuer at which people sign in: it asks who somebody is, gives a code for one public client, and a token for the code and its
 * verifier (RFC 6749, RFC 7636), once. It says what it refuses.
 */
final class PeoplesIssuer implements AutoCloseable {
    static final String CLIENT = "console";
    private static final Map<String, String> ROLES = Map.of("Anna", "facegate-admin", "Nobody", "visitor");

    private HttpServer server;
    private final Map<String, Begun> codes = new ConcurrentHashMap<>();
    /** Whose they are. */
    private final Map<String, String> refreshTokens = new ConcurrentHashMap<>();

    volatile int seconds = 300;
    volatile String audience = "facegate";
    /** What it says instead of what it was asked with. */
    volatile @Nullable String otherNonce;

    volatile int renewals;

    private record Begun(String person, String redirect, String challenge, String nonce) {}

    PeoplesIssuer() {
        server = open(0);
    }

    private HttpServer open(int port) {
        HttpServer opened = TokenIssuer.open(port);
        opened.createContext("/authorize", this::authorize);
        opened.createContext("/as", this::signIn);
        opened.createContext("/token", this::token);
        opened.createContext("/revoke", exchange -> {
            refreshTokens.remove(given(body(exchange), "token"));
            answer(exchange, 200, "application/json", "{}");
        });
        opened.createContext(
                "/logout",
                exchange -> answer(
                        exchange,
                        200,
                        "text/html",
                        "<h1>Signed out</h1><a href=\"%s\">Back</a>"
                                .formatted(given(query(exchange), "post_logout_redirect_uri"))));
        return opened;
    }

    /** Nobody answers at its address. */
    void goAway() {
        server.stop(0);
    }

    void comeBack() {
        server = open(server.getAddress().getPort());
    }

    String url() {
        return TokenIssuer.url(server.getAddress().getPort());
    }

    /** How many people could go on without signing in again. */
    int refreshTokens() {
        return refreshTokens.size();
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> asked = query(exchange);
        boolean right = "code".equals(asked.get("response_type"))
                && CLIENT.equals(asked.get("client_id"))
                && "S256".equals(asked.get("code_challenge_method"))
                && given(asked, "scope").contains("openid");
        if (!right) {
            answer(exchange, 400, "text/plain", "not asked as public clients ask: " + asked);
            return;
        }
        String rest = exchange.getRequestURI().getRawQuery().replace("&", "&amp;");
        answer(
                exchange,
                200,
                "text/html",
                ROLES.keySet().stream()
                                .map(person ->
                                        "<p><a href=\"/as?person=%s&amp;%s\">%s</a>".formatted(person, rest, person))
                                .collect(Collectors.joining())
                        + "<p><a href=\"/as?%s\">Cancel</a>".formatted(rest));
    }

    private void signIn(HttpExchange exchange) throws IOException {
        Map<String, String> asked = query(exchange);
        String redirect = given(asked, "redirect_uri");
        String answer;
        if (asked.containsKey("person")) {
            String code = UUID.randomUUID().toString();
            codes.put(
                    code,
                    new Begun(given(asked, "person"), redirect, given(asked, "code_challenge"), given(asked, "nonce")));
            answer = "code=" + code;
        } else {
            answer = "error=access_denied";
        }
        exchange.getResponseHeaders()
                .add(
                        "Location",
                        "%s?%s&state=%s&iss=%s"
                                .formatted(redirect, answer, given(asked, "state"), URLEncoder.encode(url(), UTF_8)));
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> asked = body(exchange);
        if ("refresh_token".equals(asked.get("grant_type"))) {
            String person = refreshTokens.remove(asked.get("refresh_token"));
            renewals++;
            if (person == null) {
                refuse(exchange);
            } else {
                answer(exchange, 200, "application/json", tokens(person, null));
            }
            return;
        }
        Begun begun = codes.remove(given(asked, "code"));
        if (begun == null
                || !CLIENT.equals(asked.get("client_id"))
                || !begun.redirect.equals(asked.get("redirect_uri"))
                || !begun.challenge.equals(challenge(given(asked, "code_verifier")))) {
            refuse(exchange);
            return;
        }
        answer(exchange, 200, "application/json", tokens(begun.person, begun.nonce));
    }

    private String tokens(String person, @Nullable String nonce) {
        String refresh = UUID.randomUUID().toString();
        refreshTokens.put(refresh, person);
        String access = signed(
                audience,
                person,
                "\"realm_access\":{\"roles\":[\"%s\"]}".formatted(ROLES.getOrDefault(person, "none")));
        String about = nonce == null
                ? ""
                : ",\"id_token\":\"%s\""
                        .formatted(signed(
                                CLIENT, person, "\"nonce\":\"%s\"".formatted(otherNonce == null ? nonce : otherNonce)));
        return "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":%d,\"refresh_token\":\"%s\"%s}"
                .formatted(access, seconds, refresh, about);
    }

    private String signed(String audience, String person, String more) {
        long now = Instant.now().getEpochSecond();
        return TokenIssuer.signed(
                TokenIssuer.privateKey(),
                "{\"iss\":\"%s\",\"sub\":\"%s\",\"aud\":\"%s\",\"iat\":%d,\"exp\":%d,%s}"
                        .formatted(url(), person, audience, now, now + seconds, more));
    }

    private static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void refuse(HttpExchange exchange) throws IOException {
        answer(exchange, 400, "application/json", "{\"error\":\"invalid_grant\"}");
    }

    private static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.getResponseHeaders().add("Access-Control-Allow-Origin", "*");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static String given(Map<String, String> asked, String name) {
        return asked.getOrDefault(name, "");
    }

    private static Map<String, String> query(HttpExchange exchange) {
        return parameters(exchange.getRequestURI().getRawQuery());
    }

    private static Map<String, String> body(HttpExchange exchange) throws IOException {
        return parameters(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    }

    private static Map<String, String> parameters(String encoded) {
        return Arrays.stream(encoded.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], UTF_8)));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
