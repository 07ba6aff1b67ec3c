package io.facegate.service.move;

import io.facegate.gallery.GalleryName;
import io.facegate.service.database.UnitOfWork;
import io.facegate.service.gallery.GalleryException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * Which models a gallery has templates of, while it is locked.
 *
 * @param movesTo null when it doesn't move
 * @param other the model besides the one that it answers by; null if there is none
 * @param dropping the job that deletes that one's templates; null if there is none
 */
record MoveStand(
        long gallery,
        String model,
        @Nullable String movesTo,
        @Nullable String other,
        @Nullable Long dropping) {
    private static final String LOCK = "SELECT FROM galleries WHERE name = $1 FOR NO KEY UPDATE";
    /** Once the lock is held: what was done while it was waited for has to be seen. */
    private static final String LOOK = """
            SELECT g.gallery_id, g.model_id, g.moves_to,
                (SELECT m.model_id FROM gallery_models m
                    WHERE m.gallery_id = g.gallery_id AND m.model_id <> g.model_id) AS other,
                (SELECT j.job_id FROM jobs j
                    WHERE j.gallery_id = g.gallery_id AND j.kind = 'drop_model' AND j.finished_at IS NULL) AS dropping
            FROM galleries g WHERE g.name = $1""";

    /** Locks the gallery to the end of the unit of work. Fails with {@link GalleryException} if there is none. */
    static Uni<MoveStand> locked(UnitOfWork work, GalleryName gallery) {
        Tuple name = Tuple.of(gallery.value());
        return work.execute(LOCK, name)
                .chain(locked -> work.execute(LOOK, name))
                .map(rows -> {
                    if (rows.size() == 0) {
                        throw new GalleryException.GalleryNotFound(gallery);
                    }
                    return of(rows.iterator().next());
                });
    }

    private static MoveStand of(Row row) {
        return new MoveStand(
                row.getLong("gallery_id"),
                row.getString("model_id"),
                row.getString("moves_to"),
                row.getString("other"),
                row.getLong("dropping"));
    }
}
