package io.facegate.service.web.http;

import io.netty.handler.codec.http.HttpMessage;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import org.eclipse.microprofile.config.Config;

/**
 * Refuses a request of another protocol, and one that says in two ways where its body ends (RFC 9112, 6.3), where Netty forgets the one: whatever stands
 * before this service may have gone by the other.
 */
final class StrictRequestDecoder extends VertxHttpRequestDecoder {
    StrictRequestDecoder(HttpServerOptions limits) {
        super(limits);
    }

    /** Those that Quarkus gives to Vert.x. */
    static HttpServerOptions limits(Config config) {
        HttpServerOptions limits = new HttpServerOptions();
        config.getOptionalValue("quarkus.http.limits.max-initial-line-length", Integer.class)
                .ifPresent(limits::setMaxInitialLineLength);
        config.getOptionalValue("quarkus.http.limits.max-header-size", MemorySize.class)
                .ifPresent(size -> limits.setMaxHeaderSize(Math.toIntExact(size.asLongValue())));
        config.getOptionalValue("quarkus.http.limits.max-chunk-size", MemorySize.class)
                .ifPresent(size -> limits.setMaxChunkSize(Math.toIntExact(size.asLongValue())));
        return limits;
    }

    @Override
    protected HttpMessage createMessage(String[] initialLine) {
        if (!initialLine[2].equals("HTTP/1.1") && !initialLine[2].equals("HTTP/1.0")) {
            throw new IllegalArgumentException("Not a version of HTTP that this connection speaks");
        }
        return super.createMessage(initialLine);
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new IllegalArgumentException("A request has a Transfer-Encoding or a Content-Length, and this has both.");
    }
}
