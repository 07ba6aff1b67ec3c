package io.facegate.service.database;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A unit of work, or of reading, that takes its connection when it needs one. Its state is only touched on its context. */
final class LazyUnit implements UnitOfWork {
    private static final Logger LOG = Logger.getLogger(LazyUnit.class);

    private final DatabaseConnection.Source connections;
    private final boolean transactional;
    private final Context context;
    private final List<Runnable> afterCommit = new ArrayList<>();
    private @Nullable Uni<DatabaseConnection> opened;
    private boolean committing;
    private boolean ended;

    /**
     * @param transactional whether its statements commit together, or each by itself
     */
    LazyUnit(DatabaseConnection.Source connections, boolean transactional, Context context) {
        this.connections = connections;
        this.transactional = transactional;
        this.context = context;
    }

    /** At once if this is its context. */
    void onContext(Runnable work) {
        if (Vertx.currentContext() == context && Context.isOnEventLoopThread()) {
            work.run();
        } else {
            context.runOnContext(nothing -> work.run());
        }
    }

    @Override
    public Uni<RowSet<Row>> execute(String sql, Tuple parameters) {
        return onConnection(connection -> connection.execute(sql, parameters));
    }

    @Override
    public Uni<RowSet<Row>> executeBatch(String sql, List<Tuple> parameters) {
        return onConnection(connection -> connection.executeBatch(sql, parameters));
    }

    @Override
    public <T> Uni<T> entities(Function<Mutiny.Session, Uni<T>> work) {
        return onConnection(connection -> work.apply(connection.session()));
    }

    @Override
    public void afterCommit(Runnable action) {
        onContext(() -> afterCommit.add(action));
    }

    private <T> Uni<T> onConnection(Function<DatabaseConnection, Uni<T>> statement) {
        return Uni.createFrom()
                .deferred(() -> open().chain(connection -> {
                    requireLiving();
                    return statement.apply(connection);
                }))
                .runSubscriptionOn(this::onContext);
    }

    private Uni<DatabaseConnection> open() {
        requireLiving();
        if (opened == null) {
            Uni<DatabaseConnection> connection = connections.open();
            // nobody who gives up leaves a connection behind that arrives later: the end waits for it
            opened = (transactional ? connection.call(LazyUnit::begin) : connection)
                    .memoize()
                    .indefinitely();
        }
        return opened;
    }

    private static Uni<Void> begin(DatabaseConnection connection) {
        return connection.begin().onFailure().call(() -> given(connection));
    }

    /** What came too late would be committed by itself. */
    private void requireLiving() {
        if (ended) {
            throw new IllegalStateException("This unit of work has ended");
        }
    }

    /**
     * Once it is begun it goes on to its end, and to what follows it, though whoever waited gives up. If it fails,
     * {@link #rollback} comes next.
     */
    Uni<Void> commit() {
        committing = true;
        ended = true;
        Uni<Void> committed = opened == null || !transactional
                ? Uni.createFrom().voidItem()
                : opened.chain(DatabaseConnection::commit);
        return committed
                .chain(this::close)
                .invoke(this::runAfterCommit)
                .memoize()
                .indefinitely();
    }

    Uni<Void> rollback(Throwable failure) {
        ended = true;
        return onOpened(connection -> transactional
                        ? connection
                                .rollback()
                                .onFailure()
                                .invoke(failure::addSuppressed)
                                .onFailure()
                                .recoverWithNull()
                        : Uni.createFrom().voidItem())
                .chain(this::close);
    }

    Uni<Void> cancel() {
        return Uni.createFrom()
                .deferred(() -> committing
                        ? Uni.createFrom().voidItem()
                        : rollback(new IllegalStateException("Whoever waited for this unit of work gave up")))
                .runSubscriptionOn(this::onContext);
    }

    private Uni<Void> close() {
        return onOpened(LazyUnit::given);
    }

    private static Uni<Void> given(DatabaseConnection connection) {
        return connection
                .close()
                .onFailure()
                .invoke(failure -> LOG.debugf("A connection can't be given back: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> onOpened(Function<DatabaseConnection, Uni<Void>> end) {
        return opened == null
                ? Uni.createFrom().voidItem()
                : opened.onFailure()
                        .recoverWithNull()
                        .chain(connection ->
                                connection == null ? Uni.createFrom().voidItem() : end.apply(connection));
    }

    private void runAfterCommit() {
        for (Runnable action : afterCommit) {
            try {
                action.run();
            } catch (RuntimeException e) { // a boundary: what was committed stands, and others are to be told too
                LOG.error("What follows a commit failed", e);
            }
        }
    }
}
