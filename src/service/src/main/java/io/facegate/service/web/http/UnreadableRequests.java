package io.facegate.service.web.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.facegate.service.web.problem.Problem;
import io.facegate.service.web.problem.RequestId;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * What can't be read as a request is answered with a problem: an answer without a body gets one, and a body whose chunks
 * can't be told apart is answered at all. The connection is closed after a while only, since a client that still sends would
 * see that instead of the answer.
 */
final class UnreadableRequests extends ChannelDuplexHandler {
    private static final int LINGER_SECONDS = 2;

    private final ObjectMapper json = new ObjectMapper();
    /** Of the requests that are not answered yet, in their order. */
    private final Deque<HttpMethod> asked = new ArrayDeque<>();

    private boolean answering;
    private boolean closing;
    private boolean refused;
    private boolean answered;
    private boolean ending;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        // after an answer that announces the end nothing is a request, whatever it looks like
        refused |= closing && message instanceof HttpRequest;
        if (refused) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof HttpRequest request) {
            asked.add(request.method());
            refused = request.decoderResult().isFailure();
        } else if (message instanceof HttpContent content
                && content.decoderResult().isFailure()) {
            refused = true;
            if (asked.size() == 1 && !answering) {
                answered = true;
                context.writeAndFlush(problem(HttpResponseStatus.BAD_REQUEST))
                        .addListener(written -> close(context, context.newPromise()));
            }
        }
        context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (answered) {
            ReferenceCountUtil.release(message);
            promise.trySuccess();
            return;
        }
        if (message instanceof HttpResponse response && response.status().code() < 200) {
            context.write(message, promise);
            return;
        }
        if (message instanceof HttpResponse response) {
            boolean headOnly = HttpMethod.HEAD.equals(asked.peek());
            answering = true;
            closing = response.headers().containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE, true);
            if (message instanceof FullHttpResponse full && lacksBody(full) && !headOnly) {
                refused = true;
                context.write(
                        withBody(full), promise.unvoid().addListener(written -> close(context, context.newPromise())));
                return;
            }
        }
        if (message instanceof LastHttpContent) {
            asked.poll();
            answering = false;
        }
        context.write(message, promise);
    }

    private static boolean lacksBody(FullHttpResponse response) {
        return response.status().code() >= 400
                && !response.content().isReadable()
                && !response.headers().contains(HttpHeaderNames.CONTENT_TYPE);
    }

    private FullHttpResponse withBody(FullHttpResponse empty) {
        FullHttpResponse answer = problem(empty.status());
        empty.headers().forEach(header -> {
            if (!header.getKey().equalsIgnoreCase("content-length")) {
                answer.headers().add(header.getKey(), header.getValue());
            }
        });
        empty.release();
        return answer;
    }

    private FullHttpResponse problem(HttpResponseStatus status) {
        String id = UUID.randomUUID().toString();
        byte[] body;
        try {
            body = json.writeValueAsBytes(Problem.ofStatus(status.code(), id));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A problem is always JSON", e);
        }
        FullHttpResponse answer =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(body));
        answer.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .set(HttpHeaderNames.CONTENT_LENGTH, body.length)
                .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
                .set(HttpHeaderNames.CONNECTION, "close")
                .set(RequestId.HEADER, id);
        return answer;
    }

    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        if (ending) {
            context.channel().closeFuture().addListener(closed -> promise.trySuccess());
        } else if (refused && context.channel() instanceof DuplexChannel channel) {
            ending = true;
            context.flush(); // an answer may be on its way
            channel.shutdownOutput().addListener((ChannelFutureListener) ended ->
                    channel.eventLoop().schedule(() -> context.close(promise), LINGER_SECONDS, TimeUnit.SECONDS));
        } else {
            context.close(promise);
        }
    }
}
