package io.facegate.service.web.upload;

import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.function.Supplier;

/** One body that is being received, until it is whole, too large, or too slow. It lives on the event loop. */
final class IncomingBody {
    private static final long LOOK_MILLISECONDS = 250;

    private final RoutingContext context;
    private final HttpServerRequest request;
    private final UploadLimits limits;
    private final BodyKind kind;
    private final BodyMemory.Share share;
    private final UniEmitter<? super byte[]> whole;
    /** As long as it was announced, if it was. */
    private byte[] bytes = {};

    private int length;
    private final long begun = System.nanoTime();
    private long lastPiece = begun;
    private long clock;
    private boolean over;

    private IncomingBody(
            RoutingContext context,
            UploadLimits limits,
            BodyKind kind,
            BodyMemory.Share share,
            UniEmitter<? super byte[]> whole) {
        this.context = context;
        this.request = context.request();
        this.limits = limits;
        this.kind = kind;
        this.share = share;
        this.whole = whole;
    }

    /** Lets the body come, of which nothing was read yet. */
    static void receive(
            RoutingContext context,
            UploadLimits limits,
            BodyKind kind,
            BodyMemory.Share share,
            UniEmitter<? super byte[]> whole) {
        if (context.request().isEnded()) {
            whole.complete(new byte[0]);
        } else {
            new IncomingBody(context, limits, kind, share, whole).receive();
        }
    }

    private void receive() {
        clock = context.vertx().setPeriodic(LOOK_MILLISECONDS, tick -> look());
        whole.onTermination(this::end); // whoever asked may have gone
        request.handler(this::take)
                .endHandler(end -> {
                    if (end()) {
                        whole.complete(length == bytes.length ? bytes : Arrays.copyOf(bytes, length));
                    }
                })
                .exceptionHandler(failure -> fail(() -> new ProblemException(
                        ProblemType.REQUEST_MALFORMED, "The connection was closed within the body.")));
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))
                && request.version() != HttpVersion.HTTP_1_0) {
            request.response().writeContinue();
        }
        request.resume();
    }

    private void take(Buffer piece) {
        if (over) {
            return;
        }
        lastPiece = System.nanoTime();
        long longer = (long) length + piece.length();
        if (longer > limits.maximumBytes(kind)) {
            fail(() -> limits.tooLarge(context, kind));
        } else if (!share.grow(longer * kind.weight())) {
            fail(() -> limits.noMemory(context));
        } else {
            append(piece);
        }
    }

    private void append(Buffer piece) {
        int needed = length + piece.length();
        if (needed > bytes.length) {
            int announced = Math.toIntExact(UploadLimits.announcedLength(request));
            bytes = Arrays.copyOf(bytes, Math.max(announced, Math.max(needed, 2 * length)));
        }
        piece.getBytes(0, piece.length(), bytes, length);
        length = needed;
    }

    private void look() {
        long now = System.nanoTime();
        if (now - lastPiece > limits.silence().toNanos()
                || now - begun > limits.duration().toNanos()) {
            fail(() -> limits.tooSlow(context));
        }
    }

    private void fail(Supplier<ProblemException> why) {
        if (end()) {
            whole.fail(why.get());
        }
    }

    /** Whether it has not been over before. */
    private boolean end() {
        if (over) {
            return false;
        }
        over = true;
        context.vertx().cancelTimer(clock);
        return true;
    }
}
