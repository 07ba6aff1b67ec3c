package io.facegate.service.transfer;

import io.facegate.gallery.ContentHash;
import io.facegate.gallery.GalleryName;
import io.facegate.gallery.TemplateSource;
import io.facegate.gallery.file.EncodedEmbedding;
import io.facegate.gallery.file.GalleryFileWriter;
import io.facegate.gallery.file.GalleryLine.ExportedTemplate;
import io.facegate.gallery.file.GalleryLine.Header;
import io.facegate.gallery.file.GalleryLine.Person;
import io.facegate.service.config.ExportsConfig;
import io.facegate.service.gallery.GalleryException;
import io.facegate.service.gallery.GalleryRepository;
import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
import io.facegate.vision.model.ModelId;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A gallery as lines. It is read page by page, each when the one before was sent, and no connection is held in between:
 * a slow client costs nothing. Whoever is enrolled, renamed or deleted meanwhile may be in it or not.
 */
@Singleton
final class GalleryExport {
    /** Encoding a page takes the event loop about a millisecond. */
    private static final int PAGE = 100;

    private static final Logger LOG = Logger.getLogger(GalleryExport.class);

    private static final String DESCRIPTION = """
            SELECT g.gallery_id, g.model_id, m.dimension
            FROM galleries g JOIN gallery_models m ON m.gallery_id = g.gallery_id AND m.model_id = g.model_id
            WHERE g.name = $1""";
    // people in the order of their ids, so that each id is there once, whoever is made anew or renamed meanwhile; from
    // the
    // template after $4 of the identity $6, who was the last one and had the id $3. People without templates are there
    // too
    private static final String ROWS = """
            SELECT i.identity_id, i.external_id, i.display_name, i.metadata::text AS metadata, i.active, i.created_at,
                t.template_id, t.embedding::float4[] AS embedding, t.source, t.quality, t.content_hash,
                t.created_at AS enrolled_at
            FROM (SELECT * FROM identities WHERE gallery_id = $1 AND external_id >= $3
                ORDER BY external_id LIMIT $5 + 1) i
            LEFT JOIN LATERAL (SELECT * FROM templates WHERE gallery_id = $1 AND identity_id = i.identity_id
                AND model_id = $2 AND (i.external_id > $3 OR template_id > $4) ORDER BY template_id LIMIT $5) t ON true
            WHERE i.external_id > $3 OR (i.identity_id = $6 AND t.template_id IS NOT NULL)
            ORDER BY i.external_id, t.template_id LIMIT $5""";

    private final Pool pool;
    private final GalleryRepository galleries;
    private final Semaphore places;

    GalleryExport(@ReactiveDataSource("bulk") Pool pool, GalleryRepository galleries, ExportsConfig config) {
        this.places = new Semaphore(config.concurrent());
        this.pool = pool;
        this.galleries = galleries;
    }

    /** Its lines, several in an item, the last one of each item without its line feed. */
    Multi<byte[]> lines(GalleryName gallery) {
        return Multi.createFrom().deferred(() -> {
            if (!places.tryAcquire()) {
                throw new ProblemException(ProblemType.OVERLOADED, "Other galleries are being exported already.");
            }
            return read(gallery).onTermination().invoke(places::release);
        });
    }

    private Multi<byte[]> read(GalleryName gallery) {
        return pool.preparedQuery(DESCRIPTION)
                .execute(Tuple.of(gallery.value()))
                .onItem()
                .transformToMulti(rows -> {
                    if (rows.size() == 0) {
                        throw new GalleryException.GalleryNotFound(gallery);
                    }
                    Row row = rows.iterator().next();
                    return lines(
                            row.getLong("gallery_id"),
                            new Header(gallery, new ModelId(row.getString("model_id")), row.getInteger("dimension")));
                });
    }

    private Multi<byte[]> lines(long galleryId, Header header) {
        GalleryFileWriter writer = new GalleryFileWriter();
        Position position = new Position();
        Multi<byte[]> pages = Multi.createBy()
                .repeating()
                .uni(() -> page(galleryId, header.model(), position))
                .until(List::isEmpty)
                .map(people -> joined(people.stream().map(writer::person).toList()));
        return Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().item(() -> writer.header(header)),
                        pages,
                        Multi.createFrom().uni(requireSame(galleryId, header).map(same -> writer.end())))
                .onFailure()
                .invoke(GalleryExport::tell);
    }

    /** Whoever reads it sees that it has no end; that is all that can be answered by then. */
    private static void tell(Throwable failure) {
        LOG.warnf("An export was given up before its end: %s", failure.getMessage());
    }

    private static byte[] joined(List<byte[]> lines) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] line : lines) {
            if (bytes.size() > 0) {
                bytes.write('\n');
            }
            bytes.writeBytes(line);
        }
        return bytes.toByteArray();
    }

    /** The templates of another model, or of another gallery that has the name now, would be missing: the file gets no end. */
    private Uni<Void> requireSame(long galleryId, Header header) {
        return galleries
                .get(header.gallery())
                .invoke(gallery -> {
                    if (gallery.id() != galleryId) {
                        throw new GalleryException.GalleryNotFound(header.gallery());
                    }
                    if (!gallery.model().equals(header.model())) {
                        throw new GalleryException.WrongModel(header.gallery(), header.model());
                    }
                })
                .replaceWithVoid();
    }

    private Uni<List<Person>> page(long galleryId, ModelId model, Position after) {
        return pool.preparedQuery(ROWS)
                .execute(Tuple.tuple()
                        .addLong(galleryId)
                        .addString(model.value())
                        .addString(after.externalId)
                        .addLong(after.template)
                        .addInteger(PAGE)
                        .addLong(after.identity))
                .map(rows -> people(rows, after));
    }

    /** A page that is full ends before its last person, if there is another, so that people are whole where possible. */
    private static List<Person> people(RowSet<Row> rows, Position position) {
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
        if (!people.isEmpty()) {
            PersonRows last = people.get(people.size() - 1);
            position.identity = last.id;
            position.externalId = last.first.getString("external_id");
            position.template = last.lastTemplate;
        }
        return people.stream().map(PersonRows::person).toList();
    }

    /** The last row that was exported. */
    private static final class Position {
        private String externalId = "";
        private long identity;
        private long template;
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
