package io.facegate.service.gallery;

import io.facegate.service.turn.Turns;
import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.embedding.Similarity;
import io.facegate.vision.model.ModelId;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
    private static final String UNKNOWN_GALLERY = "FG001";
    private static final String OTHER_MODEL = "FG002";
    private static final String OTHER_DIMENSION = "FG003";
    private static final String UNKNOWN_IDENTITY = "FG004";
    /** Foreign key violation: between a template's trigger and its constraints the gallery's model was dropped. */
    private static final String MODEL_DROPPED = "23503";

    private static final String ADD = """
            INSERT INTO templates (gallery_id, identity_id, model_id, embedding, quality, source, content_hash)
            SELECT gallery_id, $2, $3, $4::float4[]::vector, $5, $6, $7 FROM galleries WHERE name = $1
            ON CONFLICT (gallery_id, identity_id, model_id, content_hash) DO NOTHING
            RETURNING template_id""";
    private static final String ENROLLING = """
            SELECT pg_advisory_xact_lock($1, (gallery_id % 2147483647)::integer) FROM galleries WHERE name = $2""";
    /** Inactive people are few, and in no index of searches: each of their templates is compared. */
    private static final String DUPLICATE = """
            SELECT similarity FROM (
                SELECT identity_id, similarity FROM search_identities($1, $2, $3::float4[]::vector, 2, $4)
                UNION ALL
                SELECT i.identity_id, (-(t.embedding <#> $3::float4[]::vector))::real
                FROM galleries g
                JOIN identities i ON i.gallery_id = g.gallery_id AND NOT i.active
                JOIN templates t ON t.gallery_id = g.gallery_id AND t.identity_id = i.identity_id AND t.model_id = $2
                WHERE g.name = $1) others
            WHERE identity_id <> $5 AND similarity >= $4 ORDER BY similarity DESC LIMIT 1""";

    private static final String EXISTING = """
            SELECT g.gallery_id, t.template_id FROM galleries g LEFT JOIN templates t ON t.gallery_id = g.gallery_id
                AND t.identity_id = $2 AND t.model_id = $3 AND t.content_hash = $4
            WHERE g.name = $1""";
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

    /** The class of the advisory locks under which faces are looked for and added. */
    private static final int ENROLLING_LOCK = 0x66670003;
    /** Each has its embeddings in memory. */
    private static final int MOST_WAITING = 1000;

    private final Turns<GalleryName> enrolling = new Turns<>(MOST_WAITING);
    private final Pool pool;

    public PgTemplateStore(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Enrolment> add(NewTemplate template) {
        return add(pool, template);
    }

    @Override
    public Uni<List<Enrolment>> add(List<NewTemplate> templates) {
        return templates.size() == 1
                ? add(templates.get(0)).map(List::of)
                : pool.withTransaction(connection -> addAll(connection, templates));
    }

    private static Uni<List<Enrolment>> addAll(SqlClient client, List<NewTemplate> templates) {
        return Multi.createFrom()
                .iterable(templates)
                .onItem()
                .transformToUniAndConcatenate(template -> add(client, template))
                .collect()
                .asList();
    }

    @Override
    public Uni<UniqueEnrolment> addUnlessDuplicate(List<NewTemplate> templates, Similarity duplicate) {
        NewTemplate face = templates.get(0);
        GalleryName gallery = face.gallery();
        Tuple query = Tuple.tuple()
                .addString(gallery.value())
                .addString(face.embedding().model().value())
                .addValue(boxed(face.embedding()))
                .addFloat(duplicate.cosine())
                .addLong(face.identity().value());
        // those of this service wait here, and not each with a connection
        return enrolling.inTurn(
                gallery,
                () -> pool.withTransaction(
                        connection -> execute(connection, ENROLLING, Tuple.of(ENROLLING_LOCK, gallery.value()))
                                .chain(() -> execute(connection, DUPLICATE, query))
                                .onFailure(PgException.class)
                                .transform(failure -> translate((PgException) failure, gallery, face.embedding()))
                                .chain(rows -> rows.size() > 0
                                        ? Uni.createFrom()
                                                .<UniqueEnrolment>item(new UniqueEnrolment.Duplicate(new Similarity(
                                                        only(rows).getFloat("similarity"))))
                                        : addAll(connection, templates).map(UniqueEnrolment.Enrolled::new))));
    }

    private static Uni<Enrolment> add(SqlClient client, NewTemplate template) {
        Embedding embedding = template.embedding();
        GalleryName gallery = template.gallery();
        Tuple row = Tuple.tuple()
                .addString(gallery.value())
                .addLong(template.identity().value())
                .addString(embedding.model().value())
                .addValue(boxed(embedding))
                .addValue(template.quality())
                .addString(template.source().databaseName())
                .addBuffer(Buffer.buffer(template.content().bytes()));
        return execute(client, ADD, row)
                .onFailure(PgException.class)
                .transform(failure -> translate((PgException) failure, gallery, embedding))
                .flatMap(rows -> rows.size() == 0
                        ? existing(client, template)
                        : Uni.createFrom().item(new Enrolment.Added(templateId(only(rows)))));
    }

    /** One that was deleted in between is added after all. */
    private static Uni<Enrolment> existing(SqlClient client, NewTemplate template) {
        return find(
                        client,
                        template.gallery(),
                        template.identity(),
                        template.embedding().model(),
                        template.content())
                .chain(found -> found.isPresent()
                        ? Uni.createFrom().item(new Enrolment.AlreadyEnrolled(found.get()))
                        : add(client, template));
    }

    @Override
    public Uni<Optional<TemplateId>> find(
            GalleryName gallery, IdentityId identity, ModelId model, ContentHash content) {
        return find(pool, gallery, identity, model, content);
    }

    private static Uni<Optional<TemplateId>> find(
            SqlClient client, GalleryName gallery, IdentityId identity, ModelId model, ContentHash content) {
        Tuple key = Tuple.tuple()
                .addString(gallery.value())
                .addLong(identity.value())
                .addString(model.value())
                .addBuffer(Buffer.buffer(content.bytes()));
        return execute(client, EXISTING, key).map(rows -> {
            Row row = found(rows, gallery);
            return row.getLong("template_id") == null ? Optional.empty() : Optional.of(templateId(row));
        });
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
                .addValue(boxed(probe))
                .addInteger(limit)
                .addFloat(atLeast.cosine())
                .addString(method);
        return execute(NEAREST, query)
                .onFailure(PgException.class)
                .transform(failure -> translate((PgException) failure, gallery, probe))
                .map(rows -> {
                    List<Candidate> candidates = new ArrayList<>(rows.size());
                    rows.forEach(row -> candidates.add(candidate(row)));
                    return List.copyOf(candidates);
                });
    }

    @Override
    public Uni<Optional<Similarity>> similarity(GalleryName gallery, ExternalId externalId, Embedding probe) {
        Tuple query = Tuple.of(
                gallery.value(), externalId.value(), boxed(probe), probe.model().value());
        return execute(SIMILARITY, query).map(rows -> {
            Row row = found(rows, gallery);
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
            Long comparisons = only(rows).getLong(0);
            if (comparisons == null) {
                throw new GalleryException.GalleryNotFound(gallery);
            }
            return comparisons;
        });
    }

    @Override
    public Uni<SearchMethod> chooseSearchMethod(GalleryName gallery) {
        return execute(CHOOSE, Tuple.of(gallery.value())).map(rows -> {
            String method = only(rows).getString(0);
            if (method == null) {
                throw new GalleryException.GalleryNotFound(gallery);
            }
            return SearchMethod.ofDatabaseName(method);
        });
    }

    private Uni<RowSet<Row>> execute(String statement, Tuple parameters) {
        return execute(pool, statement, parameters);
    }

    private static Uni<RowSet<Row>> execute(SqlClient client, String statement, Tuple parameters) {
        return client.preparedQuery(statement).execute(parameters);
    }

    private static Throwable translate(PgException failure, GalleryName gallery, Embedding embedding) {
        String state = Objects.requireNonNullElse(failure.getSqlState(), "");
        return switch (state) {
            case UNKNOWN_GALLERY -> new GalleryException.GalleryNotFound(gallery);
            case OTHER_MODEL, OTHER_DIMENSION, MODEL_DROPPED ->
                new GalleryException.WrongModel(gallery, embedding.model());
            case UNKNOWN_IDENTITY -> new GalleryException.IdentityNotFound(gallery);
            default -> failure;
        };
    }

    private static Row found(RowSet<Row> rows, GalleryName gallery) {
        if (rows.size() == 0) {
            throw new GalleryException.GalleryNotFound(gallery);
        }
        return only(rows);
    }

    private static Row only(RowSet<Row> rows) {
        return rows.iterator().next();
    }

    private static TemplateId templateId(Row row) {
        return new TemplateId(row.getLong("template_id"));
    }

    private static Candidate candidate(Row row) {
        return new Candidate(
                new IdentityId(row.getLong("identity_id")),
                row.getString("external_id"),
                row.getString("display_name"),
                templateId(row),
                new Similarity(row.getFloat("similarity")));
    }

    private static Float[] boxed(Embedding embedding) {
        float[] values = embedding.values();
        Float[] boxed = new Float[values.length];
        for (int i = 0; i < values.length; i++) {
            boxed[i] = values[i];
        }
        return boxed;
    }
}
