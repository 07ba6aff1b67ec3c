package io.facegate.service.template;

import io.facegate.gallery.ContentHash;
import io.facegate.gallery.GalleryName;
import io.facegate.service.gallery.GalleryException;
import io.facegate.service.gallery.IdentityId;
import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.model.ModelId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Adds rows of templates and finds them again, by a pool or in the transaction of a connection. */
final class TemplateRows {
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
    private static final String EXISTING = """
            SELECT g.gallery_id, t.template_id FROM galleries g LEFT JOIN templates t ON t.gallery_id = g.gallery_id
                AND t.identity_id = $2 AND t.model_id = $3 AND t.content_hash = $4
            WHERE g.name = $1""";

    private TemplateRows() {}

    static Uni<Enrolment> add(SqlClient client, NewTemplate template) {
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

    /** One after the other. */
    static Uni<List<Enrolment>> addAll(SqlClient client, List<NewTemplate> templates) {
        return Multi.createFrom()
                .iterable(templates)
                .onItem()
                .transformToUniAndConcatenate(template -> add(client, template))
                .collect()
                .asList();
    }

    static Uni<Optional<TemplateId>> find(
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

    /** What a caller can have caused, as a {@link GalleryException}. */
    static Throwable translate(PgException failure, GalleryName gallery, Embedding embedding) {
        String state = Objects.requireNonNullElse(failure.getSqlState(), "");
        return switch (state) {
            case UNKNOWN_GALLERY -> new GalleryException.GalleryNotFound(gallery);
            case OTHER_MODEL, OTHER_DIMENSION, MODEL_DROPPED ->
                new GalleryException.WrongModel(gallery, embedding.model());
            case UNKNOWN_IDENTITY -> new GalleryException.IdentityNotFound(gallery);
            default -> failure;
        };
    }

    static Row found(RowSet<Row> rows, GalleryName gallery) {
        if (rows.size() == 0) {
            throw new GalleryException.GalleryNotFound(gallery);
        }
        return only(rows);
    }

    static Row only(RowSet<Row> rows) {
        return rows.iterator().next();
    }

    static TemplateId templateId(Row row) {
        return new TemplateId(row.getLong("template_id"));
    }

    static Float[] boxed(Embedding embedding) {
        float[] values = embedding.values();
        Float[] boxed = new Float[values.length];
        for (int i = 0; i < values.length; i++) {
            boxed[i] = values[i];
        }
        return boxed;
    }

    static Uni<RowSet<Row>> execute(SqlClient client, String statement, Tuple parameters) {
        return client.preparedQuery(statement).execute(parameters);
    }
}
