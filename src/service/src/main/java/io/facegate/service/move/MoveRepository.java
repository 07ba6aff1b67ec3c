package io.facegate.service.move;

import io.facegate.gallery.GalleryName;
import io.facegate.service.gallery.GalleryException;
import io.facegate.service.web.problem.ProblemException;
import io.facegate.service.web.problem.ProblemType;
import io.facegate.service.web.upload.JsonBody;
import io.facegate.vision.model.ModelId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What there is of a move is in the database, so that it can be gone on with by any service and after any crash. A
 * gallery holds templates of at most two models: of the one that it answers by, and of one that it moves to or has left.
 */
@Singleton
final class MoveRepository {
    private static final String LOCK = "SELECT FROM galleries WHERE name = $1 FOR NO KEY UPDATE";
    /** Once the lock is held: what was done while it was waited for has to be seen. */
    private static final String LOOK = """
            SELECT g.gallery_id, g.model_id, g.moves_to,
                (SELECT m.model_id FROM gallery_models m
                    WHERE m.gallery_id = g.gallery_id AND m.model_id <> g.model_id) AS other,
                (SELECT j.job_id FROM jobs j
                    WHERE j.gallery_id = g.gallery_id AND j.kind = 'drop_model' AND j.finished_at IS NULL) AS dropping
            FROM galleries g WHERE g.name = $1""";

    private static final String ADD_MODEL = """
            INSERT INTO models (model_id, dimension) VALUES ($1, $2) ON CONFLICT DO NOTHING""";
    private static final String ADD_GALLERY_MODEL = """
            INSERT INTO gallery_models (gallery_id, model_id, dimension) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING""";
    private static final String START = "UPDATE galleries SET moves_to = $2 WHERE gallery_id = $1";
    private static final String SWITCH = """
            UPDATE galleries SET model_id = moves_to, moves_to = NULL WHERE gallery_id = $1""";
    private static final String CHOOSE = "SELECT choose_search($1)";
    private static final String STOP = "UPDATE galleries SET moves_to = NULL WHERE gallery_id = $1";
    private static final String DROP = """
            INSERT INTO jobs (kind, gallery_id, gallery, model_id) VALUES ('drop_model', $1, $2, $3) RETURNING job_id""";
    private static final String SHOW = """
            SELECT from_model, to_model, state, ready, needs_re_enrolment, not_enrolled FROM move_overview WHERE gallery = $1""";

    /**
     * @param movesTo null when it doesn't move
     * @param other the model besides the one that it answers by; null if there is none
     * @param dropping the job that deletes that one's templates; null if there is none
     */
    private record Stand(
            long gallery,
            String model,
            @Nullable String movesTo,
            @Nullable String other,
            @Nullable Long dropping) {
        static Stand of(Row row) {
            return new Stand(
                    row.getLong("gallery_id"),
                    row.getString("model_id"),
                    row.getString("moves_to"),
                    row.getString("other"),
                    row.getLong("dropping"));
        }
    }

    private final Pool pool;

    MoveRepository(Pool pool) {
        this.pool = pool;
    }

    /** Starts, or finds that it is started. A gallery may move back to the model that it has left. */
    Uni<Void> start(GalleryName gallery, ModelId to, int dimension) {
        return locked(gallery, (connection, stand) -> {
            if (to.value().equals(stand.movesTo)) {
                return Uni.createFrom().voidItem();
            }
            if (to.value().equals(stand.model)) {
                throw JsonBody.invalid("model", "is the embedder that the gallery answers by already");
            }
            if (stand.dropping != null) {
                throw beingDropped(stand);
            }
            if (stand.other != null && (stand.movesTo != null || !to.value().equals(stand.other))) {
                throw new ProblemException(
                        ProblemType.GALLERY_MOVING,
                        "The gallery holds templates of %s and %s.%nMaybe finish that move and drop what it leaves."
                                .formatted(stand.model, stand.other));
            }
            return execute(connection, ADD_MODEL, Tuple.of(to.value(), dimension))
                    .chain(() -> execute(connection, ADD_GALLERY_MODEL, Tuple.of(stand.gallery, to.value(), dimension)))
                    .chain(() -> execute(connection, START, Tuple.of(stand.gallery, to.value())));
        });
    }

    /** Switches, or finds that it is switched. */
    Uni<Void> finish(GalleryName gallery) {
        return locked(gallery, (connection, stand) -> {
            if (stand.other == null) {
                throw notFound();
            }
            return stand.movesTo == null
                    ? Uni.createFrom().voidItem()
                    : execute(connection, SWITCH, Tuple.of(stand.gallery))
                            .chain(() -> execute(connection, CHOOSE, Tuple.of(gallery.value())));
        });
    }

    /**
     * Gives the new model up.
     *
     * @return the job that deletes its templates
     */
    Uni<Long> abort(GalleryName gallery) {
        return locked(gallery, (connection, stand) -> {
            String left = stand.movesTo;
            if (stand.other == null) {
                throw notFound();
            }
            if (stand.dropping != null) {
                throw beingDropped(stand);
            }
            if (left == null) {
                throw new ProblemException(
                        ProblemType.MOVE_FINISHED,
                        "The gallery answers by %s already.%nMaybe move it back to %s, or drop that."
                                .formatted(stand.model, stand.other));
            }
            return execute(connection, STOP, Tuple.of(stand.gallery))
                    .chain(() -> beginDropping(connection, stand, gallery, left));
        });
    }

    /**
     * Gives up the model that the gallery has left: it can't move back from now on.
     *
     * @return the job that deletes its templates, begun now or before
     */
    Uni<Long> drop(GalleryName gallery) {
        return locked(gallery, (connection, stand) -> {
            String left = stand.other;
            Long begun = stand.dropping;
            if (left == null) {
                throw notFound();
            }
            if (stand.movesTo != null) {
                throw new ProblemException(
                        ProblemType.GALLERY_MOVING,
                        "The gallery still answers by %s.%nMaybe finish or abort the move.".formatted(stand.model));
            }
            return begun == null
                    ? beginDropping(connection, stand, gallery, left)
                    : Uni.createFrom().item(begun);
        });
    }

    private static Uni<Long> beginDropping(SqlClient connection, Stand stand, GalleryName gallery, String model) {
        return connection
                .preparedQuery(DROP)
                .execute(Tuple.of(stand.gallery, gallery.value(), model))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    private static ProblemException beingDropped(Stand stand) {
        return new ProblemException(
                ProblemType.GALLERY_MOVING,
                "The templates of %s are being deleted.%nMaybe wait for job %d."
                        .formatted(stand.other, stand.dropping));
    }

    /** Empty if there is no move. */
    Uni<Optional<Move>> find(GalleryName gallery) {
        return pool.preparedQuery(SHOW)
                .execute(Tuple.of(gallery.value()))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(move(rows.iterator().next())));
    }

    private static Move move(Row row) {
        return new Move(
                row.getString("from_model"),
                row.getString("to_model"),
                Move.State.ofCode(row.getString("state")),
                row.getLong("ready"),
                row.getLong("needs_re_enrolment"),
                row.getLong("not_enrolled"));
    }

    private <T> Uni<T> locked(GalleryName gallery, BiFunction<SqlClient, Stand, Uni<T>> change) {
        return pool.withTransaction(
                connection -> look(connection, gallery).chain(stand -> change.apply(connection, stand)));
    }

    private static Uni<Stand> look(SqlClient client, GalleryName gallery) {
        return client.preparedQuery(LOCK)
                .execute(Tuple.of(gallery.value()))
                .chain(locked -> client.preparedQuery(LOOK).execute(Tuple.of(gallery.value())))
                .map(rows -> {
                    if (rows.size() == 0) {
                        throw new GalleryException.GalleryNotFound(gallery);
                    }
                    return Stand.of(rows.iterator().next());
                });
    }

    private static Uni<Void> execute(SqlClient client, String statement, Tuple parameters) {
        return client.preparedQuery(statement).execute(parameters).replaceWithVoid();
    }

    static ProblemException notFound() {
        return new ProblemException(ProblemType.MOVE_NOT_FOUND, "The gallery doesn't move to another embedder.");
    }
}
