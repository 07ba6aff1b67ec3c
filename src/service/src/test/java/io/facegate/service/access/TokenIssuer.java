package io.facegate.service.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An issuer of tokens in this JVM, with a key pair of its own, as OpenID Connect Discovery describes it. */
public final class TokenIssuer implements QuarkusTestResourceLifecycleManager {
    private static final KeyPair KEYS = newKeys();

    private @Nullable HttpServer server;

    public static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Map<String, String> start() {
        server = open(0);
        String url = url(server.getAddress().getPort());
        System.setProperty("facegate-test.issuer", url);
        return Map.of("facegate.oidc.enabled", "true", "facegate.oidc.url", url);
    }

    /** Answers at this port; 0 for any that is free. */
    public static HttpServer open(int port) {
        HttpServer started = create(port);
        String url = url(started.getAddress().getPort());
        RSAPublicKey key = (RSAPublicKey) KEYS.getPublic();
        serve(
                started,
                "/.well-known/openid-configuration",
                "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/jwks\",\"authorization_endpoint\":\"%s/a\",\"token_endpoint\":\"%s/t\"}"
                        .formatted(url, url, url, url));
        serve(
                started,
                "/jwks",
                "{\"keys\":[{\"kty\":\"RSA\",\"use\":\"sig\",\"alg\":\"RS256\",\"kid\":\"one\",\"n\":\"%s\",\"e\":\"%s\"}]}"
                        .formatted(
                                base64(unsigned(key.getModulus().toByteArray())),
                                base64(key.getPublicExponent().toByteArray())));
        started.start();
        return started;
    }

    public static String url(int port) {
        return "http://localhost:" + port;
    }

    private static HttpServer create(int port) {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void serve(HttpServer server, String path, String json) {
        server.createContext(path, exchange -> {
            byte[] body = json.getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    static String issuer() {
        return System.getProperty("facegate-test.issuer");
    }

    public static PrivateKey privateKey() {
        return KEYS.getPrivate();
    }

    /** A token in its compact form (RFC 7515). */
    public static String signed(PrivateKey key, String claims) {
        return signed("one", key, claims);
    }

    /**
     * @param kid what it says of the key's name
     */
    static String signed(String kid, PrivateKey key, String claims) {
        String head = "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"%s\"}".formatted(kid);
        String input = base64(head.getBytes(UTF_8)) + "." + base64(claims.getBytes(UTF_8));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(input.getBytes(UTF_8));
            return input + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One that nobody signed. */
    static String unsigned(String claims) {
        return base64("{\"alg\":\"none\"}".getBytes(UTF_8)) + "." + base64(claims.getBytes(UTF_8)) + ".";
    }

    private static byte[] unsigned(byte[] number) {
        return number[0] == 0 ? Arrays.copyOfRange(number, 1, number.length) : number;
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
