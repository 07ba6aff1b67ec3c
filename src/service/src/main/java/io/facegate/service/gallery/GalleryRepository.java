package io.facegate.service.gallery;

import io.facegate.service.decision.FalseMatchRate;
import io.facegate.service.paging.Cursor;
import io.facegate.service.paging.Page;
import io.facegate.vision.model.ModelId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.function.Consumer;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Galleries. A call joins the transaction of its Vert.x context, or is one of its own. */
@ApplicationScoped
public class GalleryRepository {
    private final Mutiny.SessionFactory sessions;

    public GalleryRepository(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /**
     * @throws GalleryException.AlreadyExists if the name is taken
     */
    public Uni<Gallery> create(GalleryName name, ModelId model, int dimension) {
        return create(name, model, dimension, null);
    }

    /**
     * @param dimension of the model's embeddings; the first gallery of a model makes the model known
     * @param rate at which the gallery matches unless a request asks for another; null for the operator's policy
     * @throws GalleryException.AlreadyExists if the name is taken
     */
    public Uni<Gallery> create(GalleryName name, ModelId model, int dimension, @Nullable FalseMatchRate rate) {
        Gallery gallery = new Gallery(name, model, rate);
        return sessions.withTransaction(session -> session.createNativeQuery(
                                "INSERT INTO models (model_id, dimension) VALUES (?1, ?2) ON CONFLICT DO NOTHING")
                        .setParameter(1, model.value())
                        .setParameter(2, dimension)
                        .executeUpdate()
                        .chain(() -> session.persist(gallery))
                        .chain(session::flush)
                        .replaceWith(gallery))
                .onFailure(ConstraintViolationException.class)
                .transform(failure -> new GalleryException.AlreadyExists("A gallery " + name));
    }

    public Uni<Gallery> get(GalleryName name) {
        return sessions.withSession(session -> find(session, name, LockModeType.NONE));
    }

    /** Changes a gallery in one transaction. It is locked from the start: nobody deletes it in between. */
    public Uni<Gallery> update(GalleryName name, Consumer<Gallery> change) {
        return sessions.withTransaction(session -> find(session, name, LockModeType.PESSIMISTIC_WRITE)
                .invoke(change)
                .call(session::flush));
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

    public Uni<Page<Gallery>> list(Cursor from, int limit) {
        return sessions.withSession(session -> session.createSelectionQuery(
                                "from Gallery where id > :after and name is not null order by id", Gallery.class)
                        .setParameter("after", from.after())
                        .setMaxResults(Page.checkLimit(limit) + 1)
                        .getResultList())
                .map(rows -> Page.of(rows, limit, Gallery::id));
    }

    /**
     * Takes the gallery away from everybody at once.
     *
     * @return the job that deletes what it holds
     */
    public Uni<Long> beginDeletion(GalleryName name) {
        return begin("SELECT begin_gallery_deletion(?1)", name);
    }

    /**
     * Puts an empty gallery in its place at once.
     *
     * @return the job that deletes what it held
     */
    public Uni<Long> beginEmptying(GalleryName name) {
        return begin("SELECT begin_gallery_emptying(?1)", name);
    }

    private Uni<Long> begin(String statement, GalleryName name) {
        return sessions.withTransaction(session -> session.createNativeQuery(statement, Long.class)
                        .setParameter(1, name.value())
                        .getSingleResultOrNull())
                .onItem()
                .ifNull()
                .failWith(() -> new GalleryException.GalleryNotFound(name));
    }
}
