package io.facegate.service.transfer;

import io.facegate.gallery.file.GalleryFileReader;
import io.facegate.gallery.file.GalleryLine.ExportedTemplate;
import io.facegate.gallery.file.GalleryLine.Person;
import io.facegate.gallery.file.LineSplitter;
import io.facegate.service.database.UnitOfWork;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Adds what a staged file has to a gallery, in a unit of work. */
final class ImportTransaction {
    private static final int BATCH = 100;
    private static final int PIECE = 256 << 10;

    private static final String ADD_IDENTITY = """
            INSERT INTO identities (gallery_id, external_id, display_name, metadata, active, created_at)
            VALUES ($1, $2, $3, $4::text::jsonb, $5, $6) ON CONFLICT (gallery_id, external_id) DO NOTHING""";
    /** Locks only people who get a template. Who was deleted meanwhile gets none, as if that had been done afterwards. */
    private static final String ADD_TEMPLATE = """
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

    private final UnitOfWork work;
    private final ImportTarget target;
    private final StagedFile file;
    private final LineSplitter splitter = new LineSplitter();
    private final GalleryFileReader reader = new GalleryFileReader();
    private final byte[] piece = new byte[PIECE];
    private @Nullable String last;
    private long seenIdentities;
    private long addedIdentities;
    private long addedTemplates;
    private long skippedTemplates;

    ImportTransaction(UnitOfWork work, ImportTarget target, StagedFile file) {
        this.work = work;
        this.target = target;
        this.file = file;
    }

    /** Rows of some lines. */
    private record Batch(List<Tuple> identities, List<Tuple> templates, boolean end) {}

    Uni<ImportResponse> addAll() {
        return Multi.createBy()
                .repeating()
                .uni(() -> ImportReceiver.onWorker(this::next).call(this::add))
                .whilst(batch -> !batch.end())
                .onItem()
                .ignoreAsUni()
                .map(all -> new ImportResponse(
                        addedIdentities,
                        seenIdentities - addedIdentities,
                        addedTemplates,
                        reader.templates() - addedTemplates - skippedTemplates,
                        skippedTemplates));
    }

    private Batch next() throws IOException {
        List<Tuple> identities = new ArrayList<>();
        List<Tuple> templates = new ArrayList<>();
        while (identities.size() < BATCH && templates.size() < BATCH) {
            int length = file.read(piece);
            if (length < 0) {
                return new Batch(identities, templates, true);
            }
            for (byte[] line : splitter.split(piece, length)) {
                if (reader.read(line) instanceof Person person) {
                    take(person, identities, templates);
                }
            }
        }
        return new Batch(identities, templates, false);
    }

    private void take(Person person, List<Tuple> identities, List<Tuple> templates) {
        if (!person.externalId().equals(last)) {
            last = person.externalId();
            seenIdentities++;
            identities.add(Tuple.tuple()
                    .addLong(target.id())
                    .addString(person.externalId())
                    .addString(person.displayName())
                    .addString(person.metadata())
                    .addBoolean(person.active())
                    .addOffsetDateTime(utc(person.createdAt())));
        }
        for (ExportedTemplate template : person.templates()) {
            templates.add(Tuple.tuple()
                    .addLong(target.id())
                    .addString(person.externalId())
                    .addString(target.header().model().value())
                    .addValue(template.embedding().values())
                    .addValue(template.quality())
                    .addBuffer(Buffer.buffer(template.content().bytes()))
                    .addOffsetDateTime(utc(template.createdAt())));
        }
    }

    private Uni<Void> add(Batch batch) {
        return execute(ADD_IDENTITY, batch.identities())
                .invoke(added -> each(added, result -> addedIdentities += result.rowCount()))
                .chain(() -> execute(ADD_TEMPLATE, batch.templates()))
                .invoke(added -> each(added, result -> {
                    Row row = result.iterator().next();
                    addedTemplates += row.getBoolean("added") ? 1 : 0;
                    skippedTemplates += row.getBoolean("found") ? 0 : 1;
                }))
                .replaceWithVoid();
    }

    private Uni<@Nullable RowSet<Row>> execute(String statement, List<Tuple> rows) {
        return rows.isEmpty() ? Uni.createFrom().nullItem() : work.executeBatch(statement, rows);
    }

    private interface EachResult {
        void take(RowSet<Row> result);
    }

    private static void each(@Nullable RowSet<Row> first, EachResult what) {
        for (RowSet<Row> result = first; result != null; result = result.next()) {
            what.take(result);
        }
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
