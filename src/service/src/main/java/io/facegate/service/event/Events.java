package io.facegate.service.event;

import io.facegate.service.database.UnitOfWork;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/** Tells listeners of events, one after the other, in the unit of work that the event is of. */
@Singleton
public final class Events {
    private final List<Listener<?>> listeners;

    Events(@All List<Listener<?>> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    /** For a program without the service's beans. */
    public static Events toldTo(Listener<?>... listeners) {
        return new Events(List.of(listeners));
    }

    /**
     * @return ends once all have heard of it; fails with what a listener failed with, so that all is undone
     */
    public Uni<Void> publish(UnitOfWork work, Event event) {
        Uni<Void> heard = Uni.createFrom().voidItem();
        for (Listener<?> listener : listeners) {
            if (listener.listensTo().isInstance(event)) {
                heard = heard.chain(() -> tell(listener, event, work));
            }
        }
        return heard;
    }

    private static <E extends Event> Uni<Void> tell(Listener<E> listener, Event event, UnitOfWork work) {
        return listener.on(listener.listensTo().cast(event), work);
    }
}
