package io.facegate.service.web.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import org.jspecify.annotations.Nullable;

/**
 * Waits for Vert.x to have decided that a connection speaks HTTP/1.1, which it does by the first bytes, and then completes
 * its handlers. To see that moment before anything is decoded, it lets the first bytes through one by one. Where the connection is
 * encrypted, that is done behind the encryption: the first request may come together with the end of the handshake.
 */
final class FirstBytes extends ChannelInboundHandlerAdapter {
    /** The preface of HTTP/2 (RFC 9113, 3.4): after it there is nothing to wait for. */
    private static final int MOST = 24;

    private final HttpServerOptions limits;
    private final boolean behind;
    private int seen;

    FirstBytes(HttpServerOptions limits) {
        this(limits, false);
    }

    private FirstBytes(HttpServerOptions limits, boolean behind) {
        this.limits = limits;
        this.behind = behind;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ChannelPipeline pipeline = context.pipeline();
        @Nullable ChannelHandlerContext encryption = pipeline.context(SslHandler.class);
        if (encryption != null && !behind) {
            pipeline.addAfter(encryption.name(), null, new FirstBytes(limits, true));
            pipeline.remove(this);
            context.fireChannelRead(message);
            return;
        }
        ByteBuf bytes = (ByteBuf) message;
        while (bytes.readableBytes() > 1 && seen < MOST && !complete(context)) {
            seen++;
            context.fireChannelRead(bytes.readRetainedSlice(1));
        }
        complete(context);
        context.fireChannelRead(bytes);
    }

    /** Whether there is nothing left to do. */
    private boolean complete(ChannelHandlerContext context) {
        if (context.isRemoved()) {
            return true;
        }
        ChannelPipeline pipeline = context.pipeline();
        VertxHttpRequestDecoder decoder = pipeline.get(VertxHttpRequestDecoder.class);
        if (decoder == null) {
            return false;
        }
        String name = pipeline.context(decoder).name();
        pipeline.replace(decoder, name, new StrictRequestDecoder(limits));
        pipeline.addAfter("httpEncoder", "problems", new UnreadableRequests());
        pipeline.remove(this);
        return true;
    }
}
