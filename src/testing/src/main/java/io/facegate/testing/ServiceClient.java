package io.facegate.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;

/** Speaks to the service as any client would: HTTP/1.1, connections kept alive. */
public final class ServiceClient {
    private final HttpClient http;
    private final URI base;
    /** Of all requests. */
    private final String[] headers;

    public ServiceClient(URI base) {
        this(base, HttpClient.newBuilder());
    }

    /** One that speaks TLS. */
    public ServiceClient(URI base, SSLContext tls) {
        this(base, HttpClient.newBuilder().sslContext(tls));
    }

    private ServiceClient(URI base, HttpClient.Builder http) {
        this(base, http.version(HttpClient.Version.HTTP_1_1).build());
    }

    private ServiceClient(URI base, HttpClient http, String... headers) {
        this.http = http;
        this.base = base;
        this.headers = headers;
    }

    /** Another one, of the same service, that has a key. */
    public ServiceClient withKey(String key) {
        return new ServiceClient(base, http, "Authorization", "Bearer " + key);
    }

    public URI base() {
        return base;
    }

    public int port() {
        return base.getPort();
    }

    public Reply get(String path) {
        return send(request(path).GET());
    }

    public Reply method(String method, String path) {
        return send(request(path).method(method, BodyPublishers.noBody()));
    }

    public Reply post(String path, String contentType, byte[] body) {
        return send(request(path).header("Content-Type", contentType).POST(BodyPublishers.ofByteArray(body)));
    }

    public Reply post(String path, FormBody form) {
        return post(path, FormBody.TYPE, form.bytes());
    }

    /** With further headers, each a name and a value. */
    public Reply post(String path, FormBody form, String... headers) {
        return send(with(request(path), headers)
                .header("Content-Type", FormBody.TYPE)
                .POST(BodyPublishers.ofByteArray(form.bytes())));
    }

    public CompletableFuture<Reply> postLater(String path, FormBody form) {
        return postLater(path, form, "Content-Type", FormBody.TYPE);
    }

    /** With further headers, each a name and a value. */
    public CompletableFuture<Reply> postLater(String path, FormBody form, String... headers) {
        return http.sendAsync(
                        with(request(path), headers)
                                .setHeader("Content-Type", FormBody.TYPE)
                                .POST(BodyPublishers.ofByteArray(form.bytes()))
                                .build(),
                        BodyHandlers.ofString())
                .thenApply(Reply::of);
    }

    /** Without a Content-Length. */
    public Reply postChunked(String path, String contentType, byte[] body) {
        return send(request(path)
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))));
    }

    /** The body is only sent if the service wants it. */
    public Reply postIfWanted(String path, String contentType, byte[] body) {
        return send(request(path)
                .expectContinue(true)
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofByteArray(body)));
    }

    public HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(60));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private static HttpRequest.Builder with(HttpRequest.Builder request, String... headers) {
        return headers.length == 0 ? request : request.headers(headers);
    }

    public Reply send(HttpRequest.Builder request) {
        try {
            return Reply.of(http.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
