package io.facegate.service.audit;

import io.facegate.service.database.UnitOfWork;
import io.facegate.service.event.Event;
import io.facegate.service.event.Listener;
import io.smallrye.mutiny.Uni;

/**
 * Writes what a command does, which is about nobody, on the database without the service, whoever it was that could reach it. A running service seals
 * it.
 */
public final class CommandAudit implements Listener<Event> {
    private static final Origin COMMAND = new Origin("command", null, null);

    @Override
    public Class<Event> listensTo() {
        return Event.class;
    }

    @Override
    public Uni<Void> on(Event event, UnitOfWork work) {
        return AuditRows.add(work, event.description(), null, COMMAND);
    }
}
