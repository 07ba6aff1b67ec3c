package io.facegate.service.event;

import io.facegate.service.database.UnitOfWork;
import io.smallrye.mutiny.Uni;

/**
 * Hears of events while the unit of work that they happen in is open. Each bean of this type is one, and is told of every
 * event of its type.
 */
public interface Listener<E extends Event> {
    /** Of which events; {@link Event} for all of them. */
    Class<E> listensTo();

    /**
     * @param work what is written by it commits together with what the event tells of
     * @return a failure undoes all of it, and is what the request fails with
     */
    Uni<Void> on(E event, UnitOfWork work);
}
