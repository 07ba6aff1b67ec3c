package io.facegate.service.template;

import io.facegate.gallery.ContentHash;
import io.facegate.gallery.ExternalId;
import io.facegate.gallery.GalleryName;
import io.facegate.service.gallery.GalleryException;
import io.facegate.service.gallery.IdentityId;
import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.embedding.Similarity;
import io.facegate.vision.model.ModelId;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Templates in PostgreSQL. The search itself is the SQL function {@code search_identities}, so that a query by hand
 * gives the same answer. Statements go to the reactive pool directly: through Hibernate a search costs the service five
 * times the CPU time.
 */
@Startup // its timers are there before its first use
@ApplicationScoped
public class PgTemplateStore implements TemplateStore {
    private static final String NEAREST = """
            SELECT identity_id, external_id, display_name, template_id, similarity
            FROM search_identities($1, $2, $3::float4[]::vector, $4, $5, $6)""";
    private static final String SIMILARITY = """
            SELECT model_id, CASE WHEN model_id = $4 THEN identity_similarity($1, $2, $3::float4[]::vector) END AS similarity
            FROM galleries WHERE name = $1""";
    private static final String REMOVE = """
            DELETE FROM templates t USING galleries g
            WHERE g.name = $1 AND t.gallery_id = g.gallery_id AND t.template_id = $2""";
    private static final String COMPARISONS = "SELECT comparisons($1)";
    private static final String CHOOSE = "SELECT choose_search($1)";

    private final UniqueEnrolments unique = new UniqueEnrolments();
    private final Pool pool;

    public PgTemplateStore(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Enrolment> add(NewTemplate template) {
        return TemplateRows.add(pool, template);
    }

    @Override
    public Uni<List<Enrolment>> add(List<NewTemplate> templates) {
        return templates.size() == 1
                ? add(templates.get(0)).map(List::of)
                : pool.withTransaction(connection -> TemplateRows.addAll(connection, templates));
    }

    @Override
    public Uni<UniqueEnrolment> addUnlessDuplicate(List<NewTemplate> templates, Similarity duplicate) {
        return unique.add(pool, templates, duplicate);
    }

    @Override
    public Uni<Optional<TemplateId>> find(
            GalleryName gallery, IdentityId identity, ModelId model, ContentHash content) {
        return TemplateRows.find(pool, gallery, identity, model, content);
    }

    @Override
    public Uni<List<Candidate>> nearest(GalleryName gallery, Embedding probe, int limit, Similarity atLeast) {
        return nearest(gallery, probe, limit, atLeast, (String) null);
    }

    @Override
    public Uni<List<Candidate>> nearest(
            GalleryName gallery, Embedding probe, int limit, Similarity atLeast, SearchMethod method) {
        return nearest(gallery, probe, limit, atLeast, method.databaseName());
    }

    private Uni<List<Candidate>> nearest(
            GalleryName gallery, Embedding probe, int limit, Similarity atLeast, @Nullable String method) {
        Tuple query = Tuple.tuple()
                .addString(gallery.value())
                .addString(probe.model().value())
                .addValue(TemplateRows.boxed(probe))
                .addInteger(limit)
                .addFloat(atLeast.cosine())
                .addString(method);
        return execute(NEAREST, query)
                .onFailure(PgException.class)
                .transform(failure -> TemplateRows.translate((PgException) failure, gallery, probe))
                .map(rows -> {
                    List<Candidate> candidates = new ArrayList<>(rows.size());
                    rows.forEach(row -> candidates.add(candidate(row)));
                    return List.copyOf(candidates);
                });
    }

    @Override
    public Uni<Optional<Similarity>> similarity(GalleryName gallery, ExternalId externalId, Embedding probe) {
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

    @Override
    public Uni<Boolean> remove(GalleryName gallery, TemplateId template) {
        return execute(REMOVE, Tuple.of(gallery.value(), template.value())).map(rows -> rows.rowCount() > 0);
    }

    @Override
    public Uni<Long> comparisons(GalleryName gallery) {
        return execute(COMPARISONS, Tuple.of(gallery.value())).map(rows -> {
            Long comparisons = TemplateRows.only(rows).getLong(0);
            if (comparisons == null) {
                throw new GalleryException.GalleryNotFound(gallery);
            }
            return comparisons;
        });
    }

    @Override
    public Uni<SearchMethod> chooseSearchMethod(GalleryName gallery) {
        return execute(CHOOSE, Tuple.of(gallery.value())).map(rows -> {
            String method = TemplateRows.only(rows).getString(0);
            if (method == null) {
                throw new GalleryException.GalleryNotFound(gallery);
            }
            return SearchMethod.ofDatabaseName(method);
        });
    }

    private Uni<RowSet<Row>> execute(String statement, Tuple parameters) {
        return TemplateRows.execute(pool, statement, parameters);
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
