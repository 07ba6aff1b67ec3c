package io.facegate.service.gallery;

import io.facegate.service.decision.FalseMatchRate;
import io.facegate.vision.model.ModelId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
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
        return sessions.withSession(session -> find(session, name));
    }

    /** Changes a gallery in one transaction. */
    public Uni<Gallery> update(GalleryName name, Consumer<Gallery> change) {
        return sessions.withTransaction(
                session -> find(session, name).invoke(change).call(session::flush));
    }

    private static Uni<Gallery> find(Mutiny.Session session, GalleryName name) {
        return session.createSelectionQuery("from Gallery where name = :name", Gallery.class)
                .setParameter("name", name.value())
                .getSingleResultOrNull()
                .onItem()
                .ifNull()
                .failWith(() -> new GalleryException.GalleryNotFound(name));
    }

    public Uni<Page<Gallery>> list(Cursor from, int limit) {
        return sessions.withSession(session -> session.createSelectionQuery(
                                "from Gallery where id > :after order by id", Gallery.class)
                        .setParameter("after", from.after())
                        .setMaxResults(Page.checkLimit(limit) + 1)
                        .getResultList())
                .map(rows -> Page.of(rows, limit, Gallery::id));
    }

    /** Deletes the gallery with everybody in it, and then its HNSW index, which has copies of embeddings. */
    public Uni<Void> delete(GalleryName name) {
        return deleteRows(name)
                .chain(() -> sessions.withTransaction(
                        session -> session.createNativeQuery("SELECT drop_orphaned_search_indexes()", Integer.class)
                                .getSingleResult()))
                .replaceWithVoid();
    }

    private Uni<Void> deleteRows(GalleryName name) {
        return sessions.withTransaction(session -> session.createMutationQuery("delete from Gallery where name = :name")
                        .setParameter("name", name.value())
                        .executeUpdate())
                .map(rows -> {
                    if (rows == 0) {
                        throw new GalleryException.GalleryNotFound(name);
                    }
                    return null;
                });
    }
}
