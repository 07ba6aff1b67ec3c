package io.facegate.service.web.upload;

import io.facegate.service.config.ImagesConfig;
import io.facegate.service.config.UploadsConfig;
import io.facegate.service.metrics.SlowClients;
import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * What request bodies may take: each of them, by its kind, and all of them together, since they are held in memory. A
 * request that says how long it is, is refused before it is read; one that doesn't (chunked) when it proves longer.
 */
@Singleton
public final class UploadLimits {
    /** JSON lines: bodies of this type are not limited here, since whoever reads them does so piece by piece. */
    public static final String STREAMED = "application/x-ndjson";

    private static final long FORM_SLACK = 1L << 20;

    private final UploadsConfig config;
    private final long maximumUpload;
    private final BodyMemory memory;
    private final SlowClients slowClients;

    UploadLimits(UploadsConfig config, ImagesConfig images, SlowClients slowClients) {
        this.config = config;
        this.slowClients = slowClients;
        this.maximumUpload = config.maximumBytes()
                .map(MemorySize::asLongValue)
                .orElseGet(() -> 2 * images.maximumBytes().asLongValue() + FORM_SLACK);
        long largest = maximumUpload;
        for (BodyKind kind : BodyKind.values()) {
            largest = Math.max(largest, maximumBytes(kind) * kind.weight());
        }
        this.memory = new BodyMemory(Math.max(
                largest,
                config.memory()
                        .map(MemorySize::asLongValue)
                        .orElseGet(() -> Runtime.getRuntime().maxMemory() / 4)));
    }

    /** Bytes of one body. */
    long maximumBytes(BodyKind kind) {
        return switch (kind) {
            case JSON -> config.jsonMaximumBytes().asLongValue();
            case EMBEDDINGS -> config.embeddingsMaximumBytes().asLongValue();
            case UPLOAD -> maximumUpload;
        };
    }

    /** Bytes of a picture, or a form with pictures. */
    public long maximumUpload() {
        return maximumUpload;
    }

    /** Parts of a form. */
    int maximumParts() {
        return config.maximumParts();
    }

    /** How long a client may send nothing of a body. */
    Duration silence() {
        return config.silence();
    }

    /** How long a body may take in all. */
    Duration duration() {
        return config.duration();
    }

    /** Bytes of memory for all request bodies that are being received or worked on. */
    public long admittedBytes() {
        return memory.taken();
    }

    /**
     * @throws ProblemException if the body is announced to be longer than it may be
     */
    void refuseTooLarge(RoutingContext context, BodyKind kind) {
        if (announcedLength(context.request()) > maximumBytes(kind)) {
            throw tooLarge(context, kind);
        }
    }

    /**
     * Takes the memory for what is announced, until the request is over.
     *
     * @throws ProblemException if there isn't so much left
     */
    BodyMemory.Share admit(RoutingContext context, BodyKind kind) {
        BodyMemory.Share share = memory.share();
        if (!share.grow(announcedLength(context.request()) * kind.weight())) {
            throw noMemory(context);
        }
        context.addEndHandler(over -> share.release());
        return share;
    }

    /** 0 if it is not announced. */
    static long announcedLength(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            throw new ProblemException(ProblemType.REQUEST_MALFORMED, "Content-Length is not a number.");
        }
    }

    ProblemException tooLarge(RoutingContext context, BodyKind kind) {
        return unread(
                context,
                ProblemType.BODY_TOO_LARGE,
                "The request body may have at most %d bytes here.".formatted(maximumBytes(kind)));
    }

    ProblemException noMemory(RoutingContext context) {
        return unread(context, ProblemType.OVERLOADED, "Too many request bodies are being received already.");
    }

    ProblemException tooSlow(RoutingContext context) {
        slowClients.cut(SlowClients.Phase.BODY);
        return unread(
                context,
                ProblemType.REQUEST_TIMEOUT,
                "The request body must come within %d seconds, and without a pause of %d."
                        .formatted(duration().toSeconds(), silence().toSeconds()));
    }

    /** The rest of the body is not wanted, so nothing else can come over this connection ({@link UnreadBodies}). */
    private static ProblemException unread(RoutingContext context, ProblemType type, String detail) {
        if (!context.response().headWritten()) {
            context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        return new ProblemException(type, detail);
    }
}
