package io.facegate.service.web.upload;

import io.facegate.service.inference.InferenceExecutor;
import io.facegate.service.inference.OverloadedException;
import io.facegate.service.web.json.JsonReader;
import io.facegate.service.web.json.TypedField;
import io.facegate.service.web.problem.ProblemException;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads request bodies, each when it is wanted and not before: a resource looks first whether what the request names is
 * there. What says that it is longer than its kind may be is refused at once. What is read from a body, is read by a worker
 * ({@link BodyWorkers}), and what follows goes on in the request's own context.
 *
 * <p>A body is received once, however often it is subscribed to.
 */
@Singleton
public final class Bodies {
    private final UploadLimits limits;
    private final BodyWorkers workers;
    private final InferenceExecutor executor;
    private final JsonReader fields;
    private final JsonReader embeddings;

    Bodies(UploadLimits limits, BodyWorkers workers, InferenceExecutor executor, @All List<TypedField<?>> types) {
        this.fields = new JsonReader(BodyKind.JSON.maximumTokens(), types);
        this.embeddings = new JsonReader(BodyKind.EMBEDDINGS.maximumTokens(), types);
        this.limits = limits;
        this.workers = workers;
        this.executor = executor;
    }

    /**
     * @param type a record whose components are read by {@link TypedField}s
     * @throws ProblemException at once, if the body is announced to be too large
     */
    public <T> Uni<T> json(RoutingContext request, Class<T> type) {
        return read(request, BodyKind.JSON, bytes -> fields.read(bytes, type));
    }

    /**
     * JSON that has embeddings, so that it may be longer.
     *
     * @param type a record whose components are read by {@link TypedField}s
     * @throws ProblemException at once, if the body is announced to be too large
     */
    public <T> Uni<T> embeddings(RoutingContext request, Class<T> type) {
        return read(request, BodyKind.EMBEDDINGS, bytes -> embeddings.read(bytes, type));
    }

    /** The picture of {@link PictureForm}, or that is the body. As {@link #upload}. */
    public Uni<byte[]> picture(RoutingContext request) {
        return upload(request, upload -> upload.picture(PictureForm.PICTURE));
    }

    /**
     * A form if its Content-Type says so, and else a picture.
     *
     * @param read what is wanted of it; may throw {@link ProblemException}
     * @throws ProblemException at once, if the body is announced to be too large
     * @throws OverloadedException at once, if nothing could be computed of it now
     */
    public <T> Uni<T> upload(RoutingContext request, Function<Upload, T> read) {
        executor.refuseIfFull();
        String type = request.request().getHeader(HttpHeaders.CONTENT_TYPE);
        return read(request, BodyKind.UPLOAD, bytes -> read.apply(upload(bytes, type)));
    }

    private <T> Uni<T> read(RoutingContext request, BodyKind kind, Function<byte[], T> read) {
        limits.refuseTooLarge(request, kind);
        Context caller = Vertx.currentContext();
        return Uni.createFrom()
                .<byte[]>emitter(
                        whole -> IncomingBody.receive(request, limits, kind, limits.admit(request, kind), whole))
                .runSubscriptionOn(work -> caller.runOnContext(nothing -> work.run()))
                .chain(bytes -> workers.compute(() -> read.apply(bytes)))
                .memoize()
                .indefinitely();
    }

    private Upload upload(byte[] body, @Nullable String contentType) {
        return contentType != null && MediaType.MULTIPART_FORM_DATA_TYPE.isCompatible(MediaType.valueOf(contentType))
                ? MultipartForm.parse(body, contentType, limits.maximumParts())
                : new Upload.RawPicture(body);
    }
}
