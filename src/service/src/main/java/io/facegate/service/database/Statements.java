package io.facegate.service.database;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * One connection of the database, taken when the first statement needs it. Whatever thread a statement is asked for on, it
 * runs on the Vert.x context that all of it belongs to, and its answer comes there.
 */
public interface Statements {
    /**
     * @param sql with {@code $1} for the first parameter
     */
    Uni<RowSet<Row>> execute(String sql, Tuple parameters);

    /**
     * As {@link #execute}, once for each of the parameters and in one round trip.
     *
     * @param parameters at least one
     * @return the first one's rows; {@link RowSet#next()} has those of the next one
     */
    Uni<RowSet<Row>> executeBatch(String sql, List<Tuple> parameters);

    /**
     * Works with entities, on the same connection as {@link #execute}, which sees what was flushed. Entities are of one unit
     * of work, whose end detaches them. There are none in the background.
     */
    <T> Uni<T> entities(Function<Mutiny.Session, Uni<T>> work);
}
