package io.facegate.service.web.connection;

import io.facegate.service.metrics.SlowClients;
import io.facegate.service.metrics.SlowClients.Phase;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes one connection when there are too many, and when the head of a request, or reading an answer, takes too long. A head begins with the first byte
 * after the request before it; that it is whole, the first handler of requests tells. An answer waits when more of it than
 * the connection holds back (64 kB) is written and not yet taken by the client's side.
 *
 * <p>On HTTP/2, which has many requests at once, heads are not watched.
 */
final class ConnectionWatch extends ChannelDuplexHandler {
    private static final String HTTP_2 = "PRI";

    private final Duration headPatience;
    private final Duration answerPatience;
    private final SlowClients slowClients;
    private final OpenConnections connections;
    private @Nullable HttpServerRequest request;
    private boolean admitted;
    private boolean answered;
    private boolean read;
    private boolean manyRequests;
    private @Nullable Future<?> head;
    private @Nullable Future<?> answer;

    ConnectionWatch(
            Duration headPatience, Duration answerPatience, SlowClients slowClients, OpenConnections connections) {
        this.headPatience = headPatience;
        this.answerPatience = answerPatience;
        this.slowClients = slowClients;
        this.connections = connections;
    }

    /** The head is whole. */
    void begun(HttpServerRequest next) {
        head = cancelled(head);
        request = next;
        answered = false;
        manyRequests |= next.version() == HttpVersion.HTTP_2;
    }

    /** Nothing more is to be written. */
    void answered(HttpServerRequest ended) {
        if (ended == request) {
            answered = true;
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        admitted = connections.admit();
        if (admitted) {
            context.fireChannelActive();
        } else {
            context.close();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        if (!read) {
            read = true;
            manyRequests = bytes instanceof ByteBuf first && beginsHttp2(first);
        }
        if (head == null && !manyRequests && (request == null || (answered && request.isEnded()))) {
            head = context.executor()
                    .schedule(() -> cut(context, Phase.HEAD), headPatience.toMillis(), TimeUnit.MILLISECONDS);
        }
        context.fireChannelRead(bytes);
    }

    private static boolean beginsHttp2(ByteBuf bytes) {
        int length = HTTP_2.length();
        return bytes.readableBytes() >= length
                && HTTP_2.equals(bytes.toString(bytes.readerIndex(), length, StandardCharsets.US_ASCII));
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        answer = cancelled(answer);
        if (!context.channel().isWritable()) {
            answer = context.executor()
                    .schedule(() -> cut(context, Phase.ANSWER), answerPatience.toMillis(), TimeUnit.MILLISECONDS);
        }
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        head = cancelled(head);
        answer = cancelled(answer);
        if (admitted) {
            admitted = false;
            connections.giveBack();
        }
        context.fireChannelInactive();
    }

    private void cut(ChannelHandlerContext context, Phase phase) {
        if (context.channel().isActive()) {
            slowClients.cut(phase);
            context.close();
        }
    }

    private static @Nullable Future<?> cancelled(@Nullable Future<?> timer) {
        if (timer != null) {
            timer.cancel(false);
        }
        return null;
    }
}
