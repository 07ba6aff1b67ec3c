package io.facegate.service.transfer;

import io.facegate.service.config.ImportsConfig;
import io.facegate.service.gallery.GalleryException;
import io.facegate.service.gallery.GalleryName;
import io.facegate.service.gallery.TemplateStore;
import io.facegate.service.problem.ProblemException;
import io.facegate.service.problem.ProblemType;
import io.facegate.service.transfer.GalleryLine.ExportedTemplate;
import io.facegate.service.transfer.GalleryLine.Header;
import io.facegate.service.transfer.GalleryLine.Person;
import io.facegate.vision.model.ModelId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Takes a gallery's lines as they come, in one transaction that only a whole and unchanged file ends well: of any other
 * nothing is kept. A connection is held until then, so only few may import at a time.
 */
@Singleton
final class GalleryImport {
    private static final int BATCH = 100;
    private static final String LOCKED = "55P03";

    // others may enrol and search meanwhile, but not import: two imports could wait for each other
    private static final String TARGET = """
            SELECT g.gallery_id, g.model_id, m.dimension
            FROM galleries g JOIN gallery_models m ON m.gallery_id = g.gallery_id AND m.model_id = g.model_id
            WHERE g.name = $1 FOR NO KEY UPDATE OF g NOWAIT""";
    private static final String ADD_IDENTITY = """
            INSERT INTO identities (gallery_id, external_id, display_name, metadata, active, created_at)
            VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (gallery_id, external_id) DO NOTHING""";
    private static final String ADD_TEMPLATE = """
            INSERT INTO templates (gallery_id, identity_id, model_id, embedding, quality, source, content_hash, created_at)
            SELECT gallery_id, identity_id, $3, $4::float4[]::vector, $5, 'import', $6, $7
            FROM identities WHERE gallery_id = $1 AND external_id = $2
            ON CONFLICT (gallery_id, identity_id, model_id, content_hash) DO NOTHING""";

    private final Pool pool;
    private final TemplateStore store;
    private final long maximumBytes;
    private final Semaphore places;

    GalleryImport(Pool pool, TemplateStore store, ImportsConfig config) {
        this.pool = pool;
        this.store = store;
        this.maximumBytes = config.maximumBytes().asLongValue();
        this.places = new Semaphore(config.concurrent());
    }

    /**
     * @param body the file; what fails to come fails the import
     */
    Uni<ImportResponse> read(GalleryName gallery, Multi<Buffer> body) {
        return Uni.createFrom().deferred(() -> {
            if (!places.tryAcquire()) {
                throw busy("Other galleries are being imported already.");
            }
            return pool.withTransaction(connection ->
                            target(connection, gallery).chain(target -> new Running(connection, target).read(body)))
                    .call(() -> store.chooseSearchMethod(gallery))
                    .onTermination()
                    .invoke(places::release);
        });
    }

    private static Uni<Target> target(SqlConnection connection, GalleryName gallery) {
        return connection
                .preparedQuery(TARGET)
                .execute(Tuple.of(gallery.value()))
                .onFailure(failure -> failure instanceof PgException refused && LOCKED.equals(refused.getSqlState()))
                .transform(failure -> busy("This gallery is being changed by another import."))
                .map(rows -> {
                    if (rows.size() == 0) {
                        throw new GalleryException.GalleryNotFound(gallery);
                    }
                    Row row = rows.iterator().next();
                    return new Target(
                            row.getLong("gallery_id"),
                            new Header(gallery, new ModelId(row.getString("model_id")), row.getInteger("dimension")));
                });
    }

    private static ProblemException busy(String why) {
        return new ProblemException(ProblemType.OVERLOADED, why);
    }

    /**
     * @param expected what the file must be of
     */
    private record Target(long id, Header expected) {}

    /** One import. */
    private final class Running {
        private final SqlConnection connection;
        private final Target target;
        private final LineSplitter splitter = new LineSplitter();
        private final GalleryFileReader reader = new GalleryFileReader();
        private final List<Tuple> identities = new ArrayList<>();
        private final List<Tuple> templates = new ArrayList<>();
        private @Nullable String last;
        private long bytes;
        private long seenIdentities;
        private long addedIdentities;
        private long addedTemplates;

        Running(SqlConnection connection, Target target) {
            this.connection = connection;
            this.target = target;
        }

        Uni<ImportResponse> read(Multi<Buffer> body) {
            return body.onItem()
                    .transformToUniAndConcatenate(this::take)
                    .onItem()
                    .ignoreAsUni()
                    .chain(this::end);
        }

        private Uni<Void> take(Buffer piece) {
            bytes += piece.length();
            if (bytes > maximumBytes) {
                throw new ProblemException(
                        ProblemType.BODY_TOO_LARGE, "An import may have at most %d bytes.".formatted(maximumBytes));
            }
            for (byte[] line : splitter.split(piece.getBytes(), piece.length())) {
                GalleryLine read = reader.read(line);
                if (read instanceof Header header) {
                    check(header);
                } else if (read instanceof Person person) {
                    add(person);
                }
            }
            return templates.size() < BATCH && identities.size() < BATCH
                    ? Uni.createFrom().voidItem()
                    : flush();
        }

        private void check(Header header) {
            Header expected = target.expected();
            if (!header.model().equals(expected.model()) || header.dimension() != expected.dimension()) {
                throw new GalleryException.WrongModel(expected.gallery(), header.model());
            }
        }

        private void add(Person person) {
            if (!person.externalId().equals(last)) {
                last = person.externalId();
                seenIdentities++;
                identities.add(Tuple.tuple()
                        .addLong(target.id())
                        .addString(person.externalId())
                        .addString(person.displayName())
                        .addJsonObject(person.metadata())
                        .addBoolean(person.active())
                        .addOffsetDateTime(utc(person.createdAt())));
            }
            for (ExportedTemplate template : person.templates()) {
                templates.add(Tuple.tuple()
                        .addLong(target.id())
                        .addString(person.externalId())
                        .addString(target.expected().model().value())
                        .addValue(template.embedding().values())
                        .addValue(template.quality())
                        .addBuffer(Buffer.buffer(template.content().bytes()))
                        .addOffsetDateTime(utc(template.createdAt())));
            }
        }

        private Uni<Void> flush() {
            return add(ADD_IDENTITY, identities)
                    .invoke(added -> addedIdentities += added)
                    .chain(() -> add(ADD_TEMPLATE, templates))
                    .invoke(added -> addedTemplates += added)
                    .replaceWithVoid();
        }

        /** How many of the rows are new. */
        private Uni<Long> add(String statement, List<Tuple> rows) {
            if (rows.isEmpty()) {
                return Uni.createFrom().item(0L);
            }
            return connection
                    .preparedQuery(statement)
                    .executeBatch(List.copyOf(rows))
                    .map(results -> {
                        rows.clear();
                        long added = 0;
                        for (RowSet<Row> result = results; result != null; result = result.next()) {
                            added += result.rowCount();
                        }
                        return added;
                    });
        }

        private Uni<ImportResponse> end() {
            reader.requireEnd(splitter.withinLine());
            return flush().map(flushed -> new ImportResponse(
                    addedIdentities,
                    seenIdentities - addedIdentities,
                    addedTemplates,
                    reader.templates() - addedTemplates));
        }

        private static OffsetDateTime utc(Instant instant) {
            return instant.atOffset(ZoneOffset.UTC);
        }
    }
}
