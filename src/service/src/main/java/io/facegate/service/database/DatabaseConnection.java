package io.facegate.service.database;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** A connection that somebody has to themselves until they close it. It is used on one Vert.x context. */
interface DatabaseConnection {
    Uni<Void> begin();

    /** With what was changed of entities. */
    Uni<Void> commit();

    Uni<Void> rollback();

    /** Gives it back to its pool. */
    Uni<Void> close();

    Uni<RowSet<Row>> execute(String sql, Tuple parameters);

    Uni<RowSet<Row>> executeBatch(String sql, List<Tuple> parameters);

    /**
     * @throws IllegalStateException if it has no entities
     */
    Mutiny.Session session();

    /** Where they come from. */
    interface Source {
        Uni<DatabaseConnection> open();
    }
}
