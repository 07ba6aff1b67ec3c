package io.facegate.service.database;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** A connection without entities. */
final class PoolConnection implements DatabaseConnection {
    private final SqlConnection connection;
    private @Nullable Transaction transaction;

    private PoolConnection(SqlConnection connection) {
        this.connection = connection;
    }

    static Source of(Pool pool) {
        return () -> pool.getConnection().map(PoolConnection::new);
    }

    @Override
    public Uni<Void> begin() {
        return connection.begin().invoke(begun -> transaction = begun).replaceWithVoid();
    }

    @Override
    public Uni<Void> commit() {
        return transaction == null ? Uni.createFrom().voidItem() : transaction.commit();
    }

    @Override
    public Uni<Void> rollback() {
        return transaction == null ? Uni.createFrom().voidItem() : transaction.rollback();
    }

    @Override
    public Uni<Void> close() {
        return connection.close();
    }

    @Override
    public Uni<RowSet<Row>> execute(String sql, Tuple parameters) {
        return connection.preparedQuery(sql).execute(parameters);
    }

    @Override
    public Uni<RowSet<Row>> executeBatch(String sql, List<Tuple> parameters) {
        return connection.preparedQuery(sql).executeBatch(parameters);
    }

    @Override
    public Mutiny.Session session() {
        throw new IllegalStateException("There are no entities in the background.%nMaybe use statements.".formatted());
    }
}
