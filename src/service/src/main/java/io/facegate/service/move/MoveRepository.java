package io.facegate.service.move;

import io.facegate.gallery.GalleryName;
import io.facegate.service.database.Transactions;
import io.facegate.service.database.UnitOfWork;
import io.facegate.service.event.Events;
import io.facegate.service.template.TemplateStore;
import io.facegate.service.web.json.TypedField;
import io.facegate.vision.model.ModelId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * What there is of a move is in the database, so that it can be gone on with by any service and after any crash. A
 * gallery holds templates of at most two models: of the one that it answers by, and of one that it moves to or has left.
 */
@Singleton
final class MoveRepository {
    private static final String ADD_MODEL = """
            INSERT INTO models (model_id, dimension) VALUES ($1, $2) ON CONFLICT DO NOTHING""";
    private static final String ADD_GALLERY_MODEL = """
            INSERT INTO gallery_models (gallery_id, model_id, dimension) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING""";
    private static final String START = "UPDATE galleries SET moves_to = $2 WHERE gallery_id = $1";
    private static final String SWITCH = """
            UPDATE galleries SET model_id = moves_to, moves_to = NULL WHERE gallery_id = $1""";
    private static final String STOP = "UPDATE galleries SET moves_to = NULL WHERE gallery_id = $1";
    private static final String DROP = """
            INSERT INTO jobs (kind, gallery_id, gallery, model_id) VALUES ('drop_model', $1, $2, $3) RETURNING job_id""";
    private static final String SHOW = """
            SELECT from_model, to_model, state, ready, needs_re_enrolment, not_enrolled FROM move_overview WHERE gallery = $1""";

    private final Transactions transactions;
    private final Events events;
    private final TemplateStore store;

    MoveRepository(Transactions transactions, Events events, TemplateStore store) {
        this.transactions = transactions;
        this.events = events;
        this.store = store;
    }

    /** Starts, or finds that it is started. A gallery may move back to the model that it has left. */
    Uni<Void> start(GalleryName gallery, ModelId to, int dimension) {
        return locked(gallery, (work, stand) -> {
            if (to.value().equals(stand.movesTo())) {
                return Uni.createFrom().voidItem();
            }
            if (to.value().equals(stand.model())) {
                throw TypedField.invalid(NewMove.MODEL, "is the embedder that the gallery answers by already");
            }
            if (stand.dropping() != null) {
                throw beingDropped(stand);
            }
            if (stand.other() != null && (stand.movesTo() != null || !to.value().equals(stand.other()))) {
                throw new MoveException.StillMoving(
                        "The gallery holds templates of %s and %s.%nMaybe finish that move and drop what it leaves."
                                .formatted(stand.model(), stand.other()));
            }
            return work.execute(ADD_MODEL, Tuple.of(to.value(), dimension))
                    .chain(() -> work.execute(ADD_GALLERY_MODEL, Tuple.of(stand.gallery(), to.value(), dimension)))
                    .chain(() -> work.execute(START, Tuple.of(stand.gallery(), to.value())))
                    .chain(() -> events.publish(work, new MoveEvent.Started(gallery, to)));
        });
    }

    /** Switches, or finds that it is switched. */
    Uni<Void> finish(GalleryName gallery) {
        return locked(gallery, (work, stand) -> {
            if (stand.other() == null) {
                throw notFound();
            }
            String to = stand.movesTo();
            return to == null
                    ? Uni.createFrom().voidItem()
                    : work.execute(SWITCH, Tuple.of(stand.gallery()))
                            .chain(() -> store.chooseSearchMethod(work, gallery))
                            .chain(() -> events.publish(work, new MoveEvent.Finished(gallery, new ModelId(to))));
        });
    }

    /**
     * Gives the new model up.
     *
     * @return the job that deletes its templates
     */
    Uni<Long> abort(GalleryName gallery) {
        return locked(gallery, (work, stand) -> {
            String left = stand.movesTo();
            if (stand.other() == null) {
                throw notFound();
            }
            if (stand.dropping() != null) {
                throw beingDropped(stand);
            }
            if (left == null) {
                throw new MoveException.Finished(
                        "The gallery answers by %s already.%nMaybe move it back to %s, or drop that."
                                .formatted(stand.model(), stand.other()));
            }
            return work.execute(STOP, Tuple.of(stand.gallery()))
                    .chain(() -> beginDropping(work, stand, gallery, left))
                    .call(job -> events.publish(work, new MoveEvent.Aborted(gallery, new ModelId(left), job)));
        });
    }

    /**
     * Gives up the model that the gallery has left: it can't move back from now on.
     *
     * @return the job that deletes its templates, begun now or before
     */
    Uni<Long> drop(GalleryName gallery) {
        return locked(gallery, (work, stand) -> {
            String left = stand.other();
            Long begun = stand.dropping();
            if (left == null) {
                throw notFound();
            }
            if (stand.movesTo() != null) {
                throw new MoveException.StillMoving(
                        "The gallery still answers by %s.%nMaybe finish or abort the move.".formatted(stand.model()));
            }
            return begun == null
                    ? beginDropping(work, stand, gallery, left)
                            .call(job -> events.publish(work, new MoveEvent.Dropped(gallery, new ModelId(left), job)))
                    : Uni.createFrom().item(begun);
        });
    }

    private static Uni<Long> beginDropping(UnitOfWork work, MoveStand stand, GalleryName gallery, String model) {
        return work.execute(DROP, Tuple.of(stand.gallery(), gallery.value(), model))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    private static MoveException beingDropped(MoveStand stand) {
        return new MoveException.StillMoving("The templates of %s are being deleted.%nMaybe wait for job %d."
                .formatted(stand.other(), stand.dropping()));
    }

    /** Empty if there is no move. */
    Uni<Optional<Move>> find(GalleryName gallery) {
        return transactions
                .read(statements -> statements.execute(SHOW, Tuple.of(gallery.value())))
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

    private <T> Uni<T> locked(GalleryName gallery, BiFunction<UnitOfWork, MoveStand, Uni<T>> change) {
        return transactions.run(work -> MoveStand.locked(work, gallery).chain(stand -> change.apply(work, stand)));
    }

    static MoveException notFound() {
        return new MoveException.NoMove();
    }
}
