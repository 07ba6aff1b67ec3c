package io.facegate.service.template;

import io.facegate.gallery.ExternalId;
import io.facegate.gallery.GalleryName;
import io.facegate.service.decision.Comparison;
import io.facegate.service.gallery.GalleryException;
import io.facegate.service.gallery.IdentityId;
import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.score.Score;
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
 * costs more than the rest of it. The search itself is the SQL function {@code find_identities}, so that a query by hand
 * gives the same answer.
 */
final class TemplateSearch {
    private static final String NEAREST = """
            SELECT identity_id, external_id, display_name, template_id, similarity, score
            FROM find_identities($1, $2, $7, $3::float4[]::vector, $4, $5, $6)""";
    private static final String COMPARE = """
            SELECT g.model_id, s.similarity, s.score
            FROM galleries g LEFT JOIN LATERAL identity_score($1, $2, $4, $5, $3::float4[]::vector) s ON true
            WHERE g.name = $1""";
    private static final String COMPARISONS = "SELECT comparisons($1)";

    private final Pool pool;
    private final ScoringCentres centres;

    TemplateSearch(Pool pool, ScoringCentres centres) {
        this.pool = pool;
        this.centres = centres;
    }

    /**
     * @param method null for the gallery's
     */
    Uni<List<Candidate>> nearest(
            GalleryName gallery, Embedding probe, int limit, Score atLeast, @Nullable SearchMethod method) {
        return centres.by(
                        probe.model(),
                        fingerprint -> execute(
                                NEAREST,
                                Tuple.tuple()
                                        .addString(gallery.value())
                                        .addString(probe.model().value())
                                        .addValue(TemplateRows.boxed(probe))
                                        .addInteger(limit)
                                        .addFloat(atLeast.value())
                                        .addString(method == null ? null : method.databaseName())
                                        .addString(fingerprint.orElse(null))))
                .onFailure()
                .transform(failure -> TemplateFailures.translate(failure, gallery, probe.model()))
                .map(rows -> {
                    List<Candidate> candidates = new ArrayList<>(rows.size());
                    rows.forEach(row -> candidates.add(candidate(row)));
                    return List.copyOf(candidates);
                });
    }

    Uni<Optional<Comparison>> compare(GalleryName gallery, ExternalId externalId, Embedding probe) {
        return centres.by(
                        probe.model(),
                        fingerprint -> execute(
                                COMPARE,
                                Tuple.of(
                                        gallery.value(),
                                        externalId.value(),
                                        TemplateRows.boxed(probe),
                                        probe.model().value(),
                                        fingerprint.orElse(null))))
                .map(rows -> {
                    Row row = TemplateRows.found(rows, gallery);
                    if (!probe.model().value().equals(row.getString("model_id"))) {
                        throw new GalleryException.WrongModel(gallery, probe.model());
                    }
                    return row.getFloat("score") == null ? Optional.empty() : Optional.of(TemplateRows.comparison(row));
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
                TemplateRows.comparison(row));
    }
}
