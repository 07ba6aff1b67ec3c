package io.facegate.service.upload;

import io.facegate.service.config.ImagesConfig;
import io.facegate.service.config.UploadsConfig;
import io.facegate.service.problem.ProblemType;
import io.facegate.service.problem.RouteProblems;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What request bodies may take: each of them, and all of them together, since they are held in memory. A request that
 * says how long it is, is refused before it is read; one that doesn't (chunked) is counted as the longest, and refused
 * when it proves longer ({@link UploadReader}).
 */
@Singleton
public final class UploadLimits {
    /** JSON lines: bodies of this type are not limited here, since whoever reads them does so piece by piece. */
    public static final String STREAMED = "application/x-ndjson";

    private static final long FORM_SLACK = 1L << 20;
    /** After the request id and before everything that reads. */
    private static final int EARLY = 900_000;

    private final long maximumBytes;
    private final long memory;
    private final int maximumParts;
    private final AtomicLong admitted = new AtomicLong();
    private final RouteProblems problems;

    UploadLimits(UploadsConfig uploads, ImagesConfig images, RouteProblems problems) {
        this.maximumBytes = uploads.maximumBytes()
                .map(MemorySize::asLongValue)
                .orElseGet(() -> 2 * images.maximumBytes().asLongValue() + FORM_SLACK);
        this.memory = Math.max(
                maximumBytes,
                uploads.memory()
                        .map(MemorySize::asLongValue)
                        .orElseGet(() -> Runtime.getRuntime().maxMemory() / 4));
        this.maximumParts = uploads.maximumParts();
        this.problems = problems;
    }

    /** Bytes of one request body. */
    long maximumBytes() {
        return maximumBytes;
    }

    /** Parts of a form. */
    int maximumParts() {
        return maximumParts;
    }

    /** Bytes of all request bodies that are being received or worked on. */
    public long admittedBytes() {
        return admitted.get();
    }

    void register(@Observes Filters filters) {
        filters.register(this::admit, EARLY);
    }

    private void admit(RoutingContext context) {
        if (streamed(context.request())) {
            context.next();
            return;
        }
        long length;
        try {
            length = announcedLength(context.request());
        } catch (NumberFormatException e) {
            problems.refuse(context, ProblemType.REQUEST_MALFORMED, "Content-Length is not a number.");
            return;
        }
        if (length > maximumBytes) {
            problems.refuse(context, ProblemType.BODY_TOO_LARGE, tooLarge());
            return;
        }
        if (length > 0) {
            if (admitted.addAndGet(length) > memory) {
                admitted.addAndGet(-length);
                problems.refuse(context, ProblemType.OVERLOADED, "Too many pictures are being received already.");
                return;
            }
            context.addEndHandler(ended -> admitted.addAndGet(-length));
        }
        context.next();
    }

    private static boolean streamed(HttpServerRequest request) {
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        return type != null && type.toLowerCase(Locale.ROOT).startsWith(STREAMED);
    }

    String tooLarge() {
        return "The request body may have at most %d bytes.".formatted(maximumBytes);
    }

    private long announcedLength(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null) {
            return Long.parseLong(length);
        }
        boolean chunked = request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
        boolean streamed = request.version() == HttpVersion.HTTP_2 && !request.isEnded();
        return chunked || streamed ? maximumBytes : 0;
    }
}
