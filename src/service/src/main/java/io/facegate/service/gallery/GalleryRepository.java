package io.facegate.service.gallery;

import io.facegate.gallery.GalleryName;
import io.facegate.service.access.BoundGalleries;
import io.facegate.service.database.SqlState;
import io.facegate.service.database.Transactions;
import io.facegate.service.database.UnitOfWork;
import io.facegate.service.decision.FalseMatchRate;
import io.facegate.service.event.Events;
import io.facegate.service.paging.Cursor;
import io.facegate.service.paging.Page;
import io.facegate.service.quality.GalleryGates;
import io.facegate.vision.model.ModelId;
import io.facegate.vision.model.PopulationKind;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Galleries. Each change is one unit of work, with the event that tells of it. */
@Singleton
public final class GalleryRepository {
    private static final String ADD_MODEL =
            "INSERT INTO models (model_id, dimension) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    private static final String DELETE = "SELECT begin_gallery_deletion($1)";
    private static final String EMPTY = "SELECT begin_gallery_emptying($1)";

    private final Transactions transactions;
    private final Events events;

    GalleryRepository(Transactions transactions, Events events) {
        this.transactions = transactions;
        this.events = events;
    }

    /**
     * @throws GalleryException.AlreadyExists if the name is taken
     */
    public Uni<Gallery> create(GalleryName name, ModelId model, int dimension) {
        return create(name, model, dimension, PopulationKind.GROWN, null, null, GalleryGates.UNSET);
    }

    /**
     * @param dimension of the model's embeddings; the first gallery of a model makes the model known
     * @param population whose thresholds it decides by
     * @param rate at which the gallery matches unless a request asks for another; null for the operator's policy
     * @param verification null for the operator's
     * @param gates where it refuses bad pictures
     * @throws GalleryException.AlreadyExists if the name is taken
     */
    public Uni<Gallery> create(
            GalleryName name,
            ModelId model,
            int dimension,
            PopulationKind population,
            @Nullable FalseMatchRate rate,
            @Nullable VerificationPolicy verification,
            GalleryGates gates) {
        Gallery gallery = new Gallery(name, model, population, rate, verification);
        gallery.gateBy(gates);
        return transactions.run(work -> work.execute(ADD_MODEL, Tuple.of(model.value(), dimension))
                .chain(() -> persist(work, gallery))
                .call(() -> events.publish(work, new GalleryEvent.Created(name, model))));
    }

    private static Uni<Gallery> persist(UnitOfWork work, Gallery gallery) {
        return work.entities(session ->
                        session.persist(gallery).chain(session::flush).replaceWith(gallery))
                .onFailure(SqlState::isUniqueViolation)
                .transform(taken -> new GalleryException.AlreadyExists("A gallery " + gallery.name()));
    }

    public Uni<Gallery> get(GalleryName name) {
        return transactions.read(statements -> statements.entities(session -> find(session, name, LockModeType.NONE)));
    }

    /** Changes a gallery. It is locked from the start: nobody deletes it in between. */
    public Uni<Gallery> update(GalleryName name, Consumer<Gallery> change) {
        return transactions.run(work -> work.entities(session -> find(session, name, LockModeType.PESSIMISTIC_WRITE)
                        .invoke(change)
                        .call(session::flush))
                .call(() -> events.publish(work, new GalleryEvent.Changed(name))));
    }

    private static Uni<Gallery> find(Mutiny.Session session, GalleryName name, LockModeType lock) {
        return session.createSelectionQuery("from Gallery where name = :name", Gallery.class)
                .setParameter("name", name.value())
                .setLockMode(lock)
                .getSingleResultOrNull()
                .onItem()
                .ifNull()
                .failWith(() -> new GalleryException.GalleryNotFound(name));
    }

    public Uni<Page<Gallery>> list(BoundGalleries of, Cursor from, int limit) {
        return transactions
                .read(statements -> statements.entities(session -> session.createSelectionQuery(
                                "from Gallery where id > :after and name is not null and (:all = true or name in (:names))"
                                        + " order by id",
                                Gallery.class)
                        .setParameter("after", from.after())
                        .setParameter("all", of.areAll())
                        .setParameter(
                                "names",
                                of.names().stream().map(GalleryName::value).toList())
                        .setMaxResults(Page.checkLimit(limit) + 1)
                        .getResultList()))
                .map(rows -> Page.of(rows, limit, Gallery::id));
    }

    /**
     * Takes the gallery away from everybody at once.
     *
     * @return the job that deletes what it holds
     */
    public Uni<Long> beginDeletion(GalleryName name) {
        return begin(DELETE, name, job -> new GalleryEvent.Deleted(name, job));
    }

    /**
     * Puts an empty gallery in its place at once.
     *
     * @return the job that deletes what it held
     */
    public Uni<Long> beginEmptying(GalleryName name) {
        return begin(EMPTY, name, job -> new GalleryEvent.Emptied(name, job));
    }

    private Uni<Long> begin(String statement, GalleryName name, LongFunction<GalleryEvent> event) {
        return transactions.run(work -> work.execute(statement, Tuple.of(name.value()))
                .map(rows -> Optional.ofNullable(rows.iterator().next().getLong(0))
                        .orElseThrow(() -> new GalleryException.GalleryNotFound(name)))
                .call(job -> events.publish(work, event.apply(job))));
    }
}
