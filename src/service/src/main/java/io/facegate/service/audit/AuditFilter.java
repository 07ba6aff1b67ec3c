package io.facegate.service.audit;

import io.facegate.gallery.GalleryName;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are wanted; null: whichever.
 *
 * @param type one, or the first word of several: {@code verification} has {@code verification.denied}
 * @param identity what the person may be called
 * @param since of the events' time, inclusive
 * @param until of the events' time, exclusive
 */
record AuditFilter(
        @Nullable AuditType type,
        @Nullable GalleryName gallery,
        @Nullable List<String> identity,
        @Nullable AuditActor actor,
        @Nullable AuditTime since,
        @Nullable AuditTime until) {
    private static final String ENTRIES = """
            SELECT c.position, c.hash, e.at, e.type, e.gallery, e.identity, e.actor, e.address, e.request_id, e.details
            FROM audit_chain c JOIN audit_events e ON e.event_id = c.event_id
            WHERE c.position %s $1""";
    /** Nothing is sealed before it happens, and positions follow the time of sealing: an index finds the first. */
    private static final String SINCE = """
            e.at >= %1$s AND c.position >= coalesce(
                (SELECT position FROM audit_chain WHERE sealed_at >= %1$s ORDER BY sealed_at, position LIMIT 1), 0)""";

    /**
     * @param after the position after which they begin, in that order
     * @param parameters gets those of the statement
     */
    String select(AuditOrder order, long after, int limit, Tuple parameters) {
        List<String> conditions = new ArrayList<>(List.of(ENTRIES.formatted(order.beyond())));
        parameters.addLong(after);
        if (type != null) {
            String one = parameter(parameters.addString(type.value()));
            conditions.add("(e.type = %1$s OR e.type LIKE %1$s || '.%%')".formatted(one));
        }
        if (gallery != null) {
            conditions.add("e.gallery = " + parameter(parameters.addString(gallery.value())));
        }
        if (identity != null) {
            conditions.add("e.identity = ANY (%s)"
                    .formatted(parameter(parameters.addArrayOfString(identity.toArray(String[]::new)))));
        }
        if (actor != null) {
            conditions.add("e.actor = " + parameter(parameters.addString(actor.value())));
        }
        if (since != null) {
            conditions.add(SINCE.formatted(
                    parameter(parameters.addOffsetDateTime(since.instant().atOffset(ZoneOffset.UTC)))));
        }
        if (until != null) {
            conditions.add("e.at < "
                    + parameter(parameters.addOffsetDateTime(until.instant().atOffset(ZoneOffset.UTC))));
        }
        return String.join(" AND ", conditions) + " ORDER BY c.position" + order.direction() + " LIMIT "
                + parameter(parameters.addInteger(limit));
    }

    private static String parameter(Tuple parameters) {
        return "$" + parameters.size();
    }
}
