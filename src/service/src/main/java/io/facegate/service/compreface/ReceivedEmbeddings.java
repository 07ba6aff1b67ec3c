package io.facegate.service.compreface;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegate.service.config.CompreFaceConfig;
import io.facegate.service.embedding.ReceivedEmbedding;
import io.facegate.service.gallery.Gallery;
import io.facegate.service.inference.ModelCatalog;
import io.facegate.service.inference.ServedModels;
import io.facegate.service.quality.Purpose;
import io.facegate.service.template.HashedContent;
import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
import io.facegate.service.web.upload.Bodies;
import io.facegate.service.web.upload.BodyWorkers;
import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.model.ModelId;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the embeddings that programs bring to be decided by. Nothing tells how good the picture of one was, and bad pictures
 * are granted far too often: so they are taken where the operator says so, and not by a gallery that itself insists on quality.
 */
@Singleton
final class ReceivedEmbeddings {
    /** Of one request: each is decided by. */
    private static final int MOST = 20;

    private final boolean opened;
    private final ServedModels models;
    private final ModelId embedder;
    private final Bodies bodies;
    private final BodyWorkers workers;

    ReceivedEmbeddings(
            CompreFaceConfig config, ServedModels models, ModelCatalog catalog, Bodies bodies, BodyWorkers workers) {
        this.opened = config.embeddings();
        this.models = models;
        this.embedder = catalog.embedder().id();
        this.bodies = bodies;
        this.workers = workers;
    }

    /**
     * An embedding.
     *
     * @param asBrought what an answer shows
     */
    record Brought(JsonNode asBrought, HashedContent<Embedding> content) {
        Embedding embedding() {
            return content.value();
        }
    }

    /** One, and those that it is compared with. */
    record Pair(Embedding source, List<Brought> targets) {}

    /** @throws ProblemException at once, if embeddings are not decided by, and there is nothing at the path */
    Uni<BroughtEmbeddings> body(RoutingContext request) {
        if (!opened) {
            throw new ProblemException(
                    ProblemType.NOT_FOUND, "Embeddings are not decided by: FACEGATE_COMPREFACE_EMBEDDINGS is not set.");
        }
        return bodies.embeddings(request, BroughtEmbeddings.class);
    }

    /** Of the gallery's embedder. Fails if the gallery insists on pictures that are good enough. */
    Uni<List<Brought>> of(Gallery gallery, Purpose purpose, Uni<BroughtEmbeddings> body) {
        if (gallery.gates().insistAt(purpose)) {
            throw new ProblemException(
                    ProblemType.QUALITY_INSUFFICIENT,
                    "This gallery decides by good pictures alone, and an embedding doesn't tell how good its was.");
        }
        return body.chain(brought ->
                workers.compute(() -> several(brought.body(), BroughtEmbeddings.EMBEDDINGS, reader(gallery.model()))));
    }

    /** Of the embedder that is used where none is named. */
    Uni<Pair> pair(Uni<BroughtEmbeddings> body) {
        return body.chain(brought -> workers.compute(() -> {
            ReceivedEmbedding reader = reader(embedder);
            return new Pair(
                    reader.read(brought.body().path(BroughtEmbeddings.SOURCE), BroughtEmbeddings.SOURCE),
                    several(brought.body(), BroughtEmbeddings.TARGETS, reader));
        }));
    }

    private ReceivedEmbedding reader(ModelId model) {
        return ReceivedEmbedding.by(models.pipeline().embedder(model));
    }

    private static List<Brought> several(JsonNode body, String field, ReceivedEmbedding reader) {
        JsonNode list = body.path(field);
        if (!list.isArray() || list.isEmpty() || list.size() > MOST) {
            throw new ProblemException(
                    ProblemType.REQUEST_MALFORMED,
                    field,
                    "The field '%s' must be a list of 1 to %d embeddings".formatted(field, MOST));
        }
        List<Brought> read = new ArrayList<>(list.size());
        for (JsonNode values : list) {
            Embedding embedding = reader.read(values, "%s[%d]".formatted(field, read.size()));
            read.add(new Brought(values, HashedContent.ofEmbedding(embedding)));
        }
        return read;
    }
}
