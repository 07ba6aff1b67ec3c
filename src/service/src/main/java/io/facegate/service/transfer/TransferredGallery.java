package io.facegate.service.transfer;

import io.facegate.gallery.GalleryName;
import io.facegate.gallery.file.GalleryLine.Header;
import io.facegate.service.database.Statements;
import io.facegate.service.gallery.GalleryException;
import io.facegate.vision.model.ModelId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * A gallery that is exported or imported.
 *
 * @param id tells it from another that has its name later
 * @param header what its file is of
 */
record TransferredGallery(long id, Header header) {
    private static final String FIND = """
            SELECT g.gallery_id, g.model_id, m.dimension
            FROM galleries g JOIN gallery_models m ON m.gallery_id = g.gallery_id AND m.model_id = g.model_id
            WHERE g.name = $1""";

    /** Fails with {@link GalleryException} if there is none. */
    static Uni<TransferredGallery> find(Statements statements, GalleryName gallery) {
        return statements.execute(FIND, Tuple.of(gallery.value())).map(rows -> {
            if (rows.size() == 0) {
                throw new GalleryException.GalleryNotFound(gallery);
            }
            Row row = rows.iterator().next();
            return new TransferredGallery(
                    row.getLong("gallery_id"),
                    new Header(gallery, new ModelId(row.getString("model_id")), row.getInteger("dimension")));
        });
    }

    GalleryName name() {
        return header.gallery();
    }

    ModelId model() {
        return header.model();
    }
}
