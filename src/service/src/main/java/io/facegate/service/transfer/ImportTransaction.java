package io.facegate.service.transfer;

import io.facegate.gallery.file.GalleryFileReader;
import io.facegate.gallery.file.GalleryLine.Person;
import io.facegate.gallery.file.LineSplitter;
import io.facegate.service.database.UnitOfWork;
import io.facegate.service.template.ImportedTemplate;
import io.facegate.service.template.TemplateStore;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
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
    private final UnitOfWork work;
    private final TemplateStore store;
    private final TransferredGallery gallery;
    private final StagedFile file;
    private final LineSplitter splitter = new LineSplitter();
    private final GalleryFileReader reader = new GalleryFileReader();
    private final byte[] piece = new byte[PIECE];
    private @Nullable String last;
    private long seenIdentities;
    private long addedIdentities;
    private long addedTemplates;
    private long skippedTemplates;

    ImportTransaction(UnitOfWork work, TemplateStore store, TransferredGallery gallery, StagedFile file) {
        this.work = work;
        this.store = store;
        this.gallery = gallery;
        this.file = file;
    }

    /** Rows of some lines. */
    private record Batch(List<Tuple> identities, List<ImportedTemplate> templates, boolean end) {}

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
        List<ImportedTemplate> templates = new ArrayList<>();
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

    private void take(Person person, List<Tuple> identities, List<ImportedTemplate> templates) {
        if (!person.externalId().equals(last)) {
            last = person.externalId();
            seenIdentities++;
            identities.add(Tuple.tuple()
                    .addLong(gallery.id())
                    .addString(person.externalId())
                    .addString(person.displayName())
                    .addString(person.metadata())
                    .addBoolean(person.active())
                    .addOffsetDateTime(utc(person.createdAt())));
        }
        person.templates().forEach(template -> templates.add(new ImportedTemplate(person.externalId(), template)));
    }

    private Uni<Void> add(Batch batch) {
        return addIdentities(batch.identities()).chain(() -> addTemplates(batch.templates()));
    }

    private Uni<Void> addIdentities(List<Tuple> identities) {
        return identities.isEmpty()
                ? Uni.createFrom().voidItem()
                : work.executeBatch(ADD_IDENTITY, identities)
                        .invoke(first -> {
                            for (@Nullable RowSet<Row> added = first; added != null; added = added.next()) {
                                addedIdentities += added.rowCount();
                            }
                        })
                        .replaceWithVoid();
    }

    private Uni<Void> addTemplates(List<ImportedTemplate> templates) {
        return templates.isEmpty()
                ? Uni.createFrom().voidItem()
                : store.importAll(work, gallery.id(), gallery.model(), templates)
                        .invoke(imported -> {
                            addedTemplates += imported.added();
                            skippedTemplates += imported.skipped();
                        })
                        .replaceWithVoid();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
