package io.facegate.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
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

/** An issuer of tokens in this JVM, with a key pair of its own, as OpenID Connect Discovery describes it. Who wants the endpoints at which people sign in adds them. */
public final class TokenIssuer {
    private static final KeyPair KEYS = newKeys();

    private TokenIssuer() {}

    public static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Answers at this port; 0 for any that is free. */
    public static HttpServer open(int port) {
        HttpServer started = create(port);
        String url = url(started.getAddress().getPort());
        RSAPublicKey key = (RSAPublicKey) KEYS.getPublic();
        serve(
                started,
                "/.well-known/openid-configuration",
                "{\"issuer\":\"%1$s\",\"jwks_uri\":\"%1$s/jwks\",\"authorization_endpoint\":\"%1$s/authorize\",\"token_endpoint\":\"%1$s/token\",\"end_session_endpoint\":\"%1$s/logout\",\"revocation_endpoint\":\"%1$s/revoke\"}"
                        .formatted(url));
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
            exchange.getResponseHeaders().add("Access-Control-Allow-Origin", "*");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
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
    public static String signed(String kid, PrivateKey key, String claims) {
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
    public static String unsigned(String claims) {
        return base64("{\"alg\":\"none\"}".getBytes(UTF_8)) + "." + base64(claims.getBytes(UTF_8)) + ".";
    }

    private static byte[] unsigned(byte[] number) {
        return number[0] == 0 ? Arrays.copyOfRange(number, 1, number.length) : number;
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
