package io.facegate.service.template;

import io.facegate.gallery.ContentHash;
import io.facegate.gallery.GalleryName;
import io.facegate.service.database.UnitOfWork;
import io.facegate.service.decision.Comparison;
import io.facegate.service.gallery.GalleryException;
import io.facegate.service.gallery.IdentityId;
import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.embedding.Similarity;
import io.facegate.vision.model.ModelId;
import io.facegate.vision.score.Score;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;

/** Adds rows of templates. */
final class TemplateRows {
    static final String FIND = """
            SELECT g.gallery_id, t.template_id FROM galleries g LEFT JOIN templates t ON t.gallery_id = g.gallery_id
                AND t.identity_id = $2 AND t.model_id = $3 AND t.content_hash = $4
            WHERE g.name = $1""";
    private static final String ADD = """
            INSERT INTO templates (gallery_id, identity_id, model_id, embedding, quality, source, content_hash)
            SELECT gallery_id, $2, $3, $4::float4[]::vector, $5, $6, $7 FROM galleries WHERE name = $1
            ON CONFLICT (gallery_id, identity_id, model_id, content_hash) DO NOTHING
            RETURNING template_id""";

    private TemplateRows() {}

    /** One after the other. */
    static Uni<List<Enrolment>> add(UnitOfWork work, List<NewTemplate> templates) {
        return Multi.createFrom()
                .iterable(templates)
                .onItem()
                .transformToUniAndConcatenate(template -> add(work, template))
                .collect()
                .asList();
    }

    private static Uni<Enrolment> add(UnitOfWork work, NewTemplate template) {
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
        return work.execute(ADD, row)
                .onFailure()
                .transform(failure -> TemplateFailures.translate(failure, gallery, embedding.model()))
                .flatMap(rows -> rows.size() == 0
                        ? existing(work, template)
                        : Uni.createFrom().item(new Enrolment.Added(templateId(only(rows)))));
    }

    /** One that was deleted in between is added after all. */
    private static Uni<Enrolment> existing(UnitOfWork work, NewTemplate template) {
        Tuple key = key(
                template.gallery(), template.identity(), template.embedding().model(), template.content());
        return work.execute(FIND, key).chain(rows -> {
            Row row = found(rows, template.gallery());
            return row.getLong("template_id") == null
                    ? add(work, template)
                    : Uni.createFrom().item(new Enrolment.AlreadyEnrolled(templateId(row)));
        });
    }

    /** Of {@link #FIND}. */
    static Tuple key(GalleryName gallery, IdentityId identity, ModelId model, ContentHash content) {
        return Tuple.tuple()
                .addString(gallery.value())
                .addLong(identity.value())
                .addString(model.value())
                .addBuffer(Buffer.buffer(content.bytes()));
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

    /** Of a row that has both. */
    static Comparison comparison(Row row) {
        return new Comparison(new Similarity(row.getFloat("similarity")), new Score(row.getFloat("score")));
    }

    static Float[] boxed(Embedding embedding) {
        float[] values = embedding.values();
        Float[] boxed = new Float[values.length];
        for (int i = 0; i < values.length; i++) {
            boxed[i] = values[i];
        }
        return boxed;
    }
}
