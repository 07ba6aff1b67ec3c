package io.facegate.service.event;

import io.facegate.service.database.UnitOfWork;
import io.smallrye.mutiny.Uni;

/** Hears of what has happened for good. */
public interface CommitListener<E extends Event> extends Listener<E> {
    /** It must not block, and can undo nothing any more. */
    void committed(E event);

    @Override
    default Uni<Void> on(E event, UnitOfWork work) {
        work.afterCommit(() -> committed(event));
        return Uni.createFrom().voidItem();
    }
}
