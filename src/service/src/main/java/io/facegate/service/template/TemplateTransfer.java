package io.facegate.service.template;

import io.facegate.gallery.ContentHash;
import io.facegate.gallery.TemplateSource;
import io.facegate.gallery.file.EncodedEmbedding;
import io.facegate.gallery.file.GalleryLine.ExportedTemplate;
import io.facegate.gallery.file.GalleryLine.Person;
import io.facegate.service.database.Statements;
import io.facegate.service.database.UnitOfWork;
import io.facegate.vision.model.ModelId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Templates on their way to and from files, many in a statement. */
final class TemplateTransfer {
    /** Encoding a page takes the event loop about a millisecond. */
    private static final int PAGE = 100;

    // people in the order of their ids, so that each id is there once, whoever is made anew or renamed meanwhile; from
    // the template after $4 of the identity $6, who was the last one and had the id $3. People without templates are
    // there too
    private static final String EXPORT = """
            SELECT i.identity_id, i.external_id, i.display_name, i.metadata::text AS metadata, i.active, i.created_at,
                t.template_id, t.embedding::float4[] AS embedding, t.source, t.quality, t.content_hash,
                t.created_at AS enrolled_at
            FROM (SELECT * FROM identities WHERE gallery_id = $1 AND external_id >= $3
                ORDER BY external_id LIMIT $5 + 1) i
            LEFT JOIN LATERAL (SELECT * FROM templates WHERE gallery_id = $1 AND identity_id = i.identity_id
                AND model_id = $2 AND (i.external_id > $3 OR template_id > $4) ORDER BY template_id LIMIT $5) t ON true
            WHERE i.external_id > $3 OR (i.identity_id = $6 AND t.template_id IS NOT NULL)
            ORDER BY i.external_id, t.template_id LIMIT $5""";

    /** Locks only people who get a template. Who was deleted meanwhile gets none, as if that had been done afterwards. */
    private static final String IMPORT = """
            WITH person AS (
                SELECT identity_id, EXISTS (
                    SELECT FROM templates t WHERE t.gallery_id = $1 AND t.identity_id = i.identity_id
                        AND t.model_id = $3 AND t.content_hash = $6) AS has_it
                FROM identities i WHERE gallery_id = $1 AND external_id = $2),
            locked AS (
                SELECT i.identity_id FROM identities i JOIN person p ON p.identity_id = i.identity_id
                WHERE i.gallery_id = $1 AND NOT p.has_it FOR KEY SHARE OF i),
            added AS (
                INSERT INTO templates (gallery_id, identity_id, model_id, embedding, quality, source, content_hash, created_at)
                SELECT $1, identity_id, $3, $4::float4[]::vector, $5, 'import', $6, $7 FROM locked
                ON CONFLICT (gallery_id, identity_id, model_id, content_hash) DO NOTHING RETURNING template_id)
            SELECT EXISTS (SELECT FROM added) AS added,
                EXISTS (SELECT FROM locked) OR EXISTS (SELECT FROM person WHERE has_it) AS found""";

    private TemplateTransfer() {}

    static Uni<ExportPage> page(Statements statements, long gallery, ModelId model, ExportPage.Position after) {
        return statements
                .execute(
                        EXPORT,
                        Tuple.tuple()
                                .addLong(gallery)
                                .addString(model.value())
                                .addString(after.externalId())
                                .addLong(after.template())
                                .addInteger(PAGE)
                                .addLong(after.identity()))
                .map(rows -> page(rows, after));
    }

    /** A page that is full ends before its last person, if there is another, so that people are whole where possible. */
    private static ExportPage page(RowSet<Row> rows, ExportPage.Position after) {
        List<PersonRows> people = new ArrayList<>();
        for (Row row : rows) {
            if (people.isEmpty() || people.get(people.size() - 1).id != row.getLong("identity_id")) {
                people.add(new PersonRows(row));
            }
            people.get(people.size() - 1).add(row);
        }
        if (rows.size() == PAGE && people.size() > 1) {
            people.remove(people.size() - 1);
        }
        return new ExportPage(
                people.stream().map(PersonRows::person).toList(),
                people.isEmpty() ? after : people.get(people.size() - 1).position());
    }

    /**
     * @param templates at least one
     */
    static Uni<ImportedTemplates> add(UnitOfWork work, long gallery, ModelId model, List<ImportedTemplate> templates) {
        List<Tuple> rows = templates.stream()
                .map(imported -> Tuple.tuple()
                        .addLong(gallery)
                        .addString(imported.externalId())
                        .addString(model.value())
                        .addValue(imported.template().embedding().values())
                        .addValue(imported.template().quality())
                        .addBuffer(Buffer.buffer(imported.template().content().bytes()))
                        .addOffsetDateTime(imported.template().createdAt().atOffset(ZoneOffset.UTC)))
                .toList();
        return work.executeBatch(IMPORT, rows).map(TemplateTransfer::counted);
    }

    private static ImportedTemplates counted(RowSet<Row> first) {
        long added = 0;
        long skipped = 0;
        for (@Nullable RowSet<Row> result = first; result != null; result = result.next()) {
            Row row = TemplateRows.only(result);
            added += row.getBoolean("added") ? 1 : 0;
            skipped += row.getBoolean("found") ? 0 : 1;
        }
        return new ImportedTemplates(added, skipped);
    }

    private static final class PersonRows {
        private final long id;
        private final Row first;
        private final List<ExportedTemplate> templates = new ArrayList<>();
        private long lastTemplate;

        PersonRows(Row first) {
            this.id = first.getLong("identity_id");
            this.first = first;
        }

        void add(Row row) {
            @Nullable Long template = row.getLong("template_id");
            if (template == null) {
                return;
            }
            lastTemplate = template;
            templates.add(new ExportedTemplate(
                    EncodedEmbedding.of(row.getArrayOfFloats("embedding")),
                    TemplateSource.ofDatabaseName(row.getString("source")),
                    row.getFloat("quality"),
                    ContentHash.of(row.getBuffer("content_hash").getBytes()),
                    row.getOffsetDateTime("enrolled_at").toInstant()));
        }

        ExportPage.Position position() {
            return new ExportPage.Position(first.getString("external_id"), id, lastTemplate);
        }

        Person person() {
            return new Person(
                    first.getString("external_id"),
                    first.getString("display_name"),
                    first.getString("metadata"),
                    first.getBoolean("active"),
                    first.getOffsetDateTime("created_at").toInstant(),
                    templates);
        }
    }
}
