package io.facegate.service.database;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.TypeArg;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.reactive.mutiny.impl.MutinySessionImpl;
import org.hibernate.reactive.pool.impl.SqlClientConnection;

/**
 * A session of Hibernate and the connection under it. Statements go to the connection: Hibernate's native queries cost the
 * service some four times the CPU time, and know neither arrays nor batches.
 */
final class SessionConnection implements DatabaseConnection {
    private static final int UNBATCHED = 1;

    private final Mutiny.Session session;
    private final SqlClientConnection connection;

    private SessionConnection(Mutiny.Session session) {
        this.session = session.setBatchSize(UNBATCHED); // there would be another connection around it
        this.connection = (SqlClientConnection) ((MutinySessionImpl) session).getReactiveConnection();
    }

    static Source of(Mutiny.SessionFactory sessions) {
        return () -> sessions.openSession().map(SessionConnection::new);
    }

    @Override
    public Uni<Void> begin() {
        return uni(connection::beginTransaction);
    }

    @Override
    public Uni<Void> commit() {
        return session.flush().chain(() -> uni(connection::commitTransaction));
    }

    @Override
    public Uni<Void> rollback() {
        return uni(connection::rollbackTransaction);
    }

    @Override
    public Uni<Void> close() {
        return session.close();
    }

    @Override
    public Uni<RowSet<Row>> execute(String sql, Tuple parameters) {
        return uni(() -> connection.preparedQuery(sql, parameters.getDelegate()))
                .map(SessionConnection::rows);
    }

    @Override
    public Uni<RowSet<Row>> executeBatch(String sql, List<Tuple> parameters) {
        return uni(() -> connection.preparedQueryBatch(
                        sql, parameters.stream().map(Tuple::getDelegate).toList()))
                .map(SessionConnection::rows);
    }

    @Override
    public Mutiny.Session session() {
        return session;
    }

    private static RowSet<Row> rows(io.vertx.sqlclient.RowSet<io.vertx.sqlclient.Row> rows) {
        return RowSet.newInstance(
                rows, new TypeArg<>(row -> Row.newInstance((io.vertx.sqlclient.Row) row), Row::getDelegate));
    }

    private static <T> Uni<T> uni(Supplier<CompletionStage<T>> work) {
        return Uni.createFrom().completionStage(work);
    }
}
