package io.facegate.service.template;

import io.facegate.gallery.ExternalId;
import io.facegate.gallery.GalleryName;
import io.facegate.service.gallery.GalleryException;
import io.facegate.service.gallery.IdentityId;
import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.embedding.Similarity;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What every verification and identification asks: it only reads, and goes to the pool directly, since a session of Hibernate
 * costs more than the rest of it. The search itself is the SQL function {@code search_identities}, so that a query by hand
 * gives the same answer.
 */
final class TemplateSearch {
    private static final String NEAREST = """
            SELECT identity_id, external_id, display_name, template_id, similarity
            FROM search_identities($1, $2, $3::float4[]::vector, $4, $5, $6)""";
    private static final String SIMILARITY = """
            SELECT model_id, CASE WHEN model_id = $4 THEN identity_similarity($1, $2, $3::float4[]::vector) END AS similarity
            FROM galleries WHERE name = $1""";
    private static final String COMPARISONS = "SELECT comparisons($1)";

    private final Pool pool;

    TemplateSearch(Pool pool) {
        this.pool = pool;
    }

    /**
     * @param method null for the gallery's
     */
    Uni<List<Candidate>> nearest(
            GalleryName gallery, Embedding probe, int limit, Similarity atLeast, @Nullable SearchMethod method) {
        Tuple query = Tuple.tuple()
                .addString(gallery.value())
                .addString(probe.model().value())
                .addValue(TemplateRows.boxed(probe))
                .addInteger(limit)
                .addFloat(atLeast.cosine())
                .addString(method == null ? null : method.databaseName());
        return execute(NEAREST, query)
                .onFailure()
                .transform(failure -> TemplateFailures.translate(failure, gallery, probe.model()))
                .map(rows -> {
                    List<Candidate> candidates = new ArrayList<>(rows.size());
                    rows.forEach(row -> candidates.add(candidate(row)));
                    return List.copyOf(candidates);
                });
    }

    Uni<Optional<Similarity>> similarity(GalleryName gallery, ExternalId externalId, Embedding probe) {
        Tuple query = Tuple.of(
                gallery.value(),
                externalId.value(),
                TemplateRows.boxed(probe),
                probe.model().value());
        return execute(SIMILARITY, query).map(rows -> {
            Row row = TemplateRows.found(rows, gallery);
            if (!probe.model().value().equals(row.getString("model_id"))) {
                throw new GalleryException.WrongModel(gallery, probe.model());
            }
            return Optional.ofNullable(row.getFloat("similarity")).map(Similarity::new);
        });
    }

    Uni<Long> comparisons(GalleryName gallery) {
        return execute(COMPARISONS, Tuple.of(gallery.value())).map(rows -> {
            Long comparisons = TemplateRows.only(rows).getLong(0);
            if (comparisons == null) {
                throw new GalleryException.GalleryNotFound(gallery);
            }
            return comparisons;
        });
    }

    private Uni<RowSet<Row>> execute(String statement, Tuple parameters) {
        return pool.preparedQuery(statement).execute(parameters);
    }

    private static Candidate candidate(Row row) {
        return new Candidate(
                new IdentityId(row.getLong("identity_id")),
                row.getString("external_id"),
                row.getString("display_name"),
                TemplateRows.templateId(row),
                new Similarity(row.getFloat("similarity")));
    }
}
