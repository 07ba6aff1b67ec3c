package io.facegate.service.database;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Context;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Where everything that writes begins and ends: one {@link UnitOfWork} for each use case, so that an enrolment, its audit row
 * and its event are kept together or not at all.
 *
 * <ul>
 *   <li><b>Joining</b> is by passing the unit on. One that would begin within another is refused: it would commit by itself,
 *       and wait for a second connection while it holds one, of which enough requests would have none left.
 *   <li><b>A unit is short.</b> Pictures are read and computed with before it, and nobody is waited for within it.
 *   <li><b>Its end</b> comes with the end of the work: a failure, or whoever gave up waiting, rolls back; else it commits,
 *       gives its connection back, and then does what was to follow the commit.
 *   <li><b>Threads</b>: it stays on the Vert.x context that asked for it, or on one of its own where there was none, whatever
 *       threads the work passes through, and its result comes there.
 *   <li><b>Failures</b> come as the database or the work has them. {@link SqlState} reads them, and nothing is tried again
 *       here: locks are waited for as long as {@code FACEGATE_DB_LOCK_TIMEOUT} says.
 * </ul>
 */
@Singleton
public final class Transactions {
    private static final String OPEN = UnitOfWork.class.getName();

    private final Vertx vertx;
    private final DatabaseConnection.Source requests;
    private final DatabaseConnection.Source background;

    @Inject
    Transactions(Vertx vertx, Mutiny.SessionFactory sessions, @ReactiveDataSource("bulk") Pool bulk) {
        this(vertx, SessionConnection.of(sessions), PoolConnection.of(bulk));
    }

    /** Without entities, for programs that have no Hibernate. */
    public Transactions(Vertx vertx, Pool pool) {
        this(vertx, PoolConnection.of(pool), PoolConnection.of(pool));
    }

    private Transactions(Vertx vertx, DatabaseConnection.Source requests, DatabaseConnection.Source background) {
        this.vertx = vertx;
        this.requests = requests;
        this.background = background;
    }

    /** A unit of work of a request. */
    public <T> Uni<T> run(Function<UnitOfWork, Uni<T>> work) {
        return begin(requests, true, work::apply);
    }

    /**
     * A unit of work that may take long, such as an import: by the connections that no request waits for, and without
     * entities.
     */
    public <T> Uni<T> runInBackground(Function<UnitOfWork, Uni<T>> work) {
        return begin(background, true, work::apply);
    }

    /** Only reads: each statement for itself, without the round trips of a transaction. */
    public <T> Uni<T> read(Function<Statements, Uni<T>> work) {
        return begin(requests, false, work::apply);
    }

    /** As {@link #read}, by the connections that no request waits for, and without entities. */
    public <T> Uni<T> readInBackground(Function<Statements, Uni<T>> work) {
        return begin(background, false, work::apply);
    }

    private <T> Uni<T> begin(
            DatabaseConnection.Source connections, boolean transactional, Function<LazyUnit, Uni<T>> work) {
        return Uni.createFrom().context(around -> {
            if (around.contains(OPEN)) {
                throw new IllegalStateException(
                        "Another unit of work is open here.%nMaybe pass it on to what belongs to it.".formatted());
            }
            LazyUnit unit = new LazyUnit(connections, transactional, VertxContext.getOrCreateDuplicatedContext(vertx));
            Uni<T> result = Uni.createFrom().deferred(() -> work.apply(unit)).runSubscriptionOn(unit::onContext);
            return (transactional ? within(unit, around, result) : result)
                    .emitOn(unit::onContext)
                    .call(unit::commit)
                    .onFailure()
                    .call(unit::rollback)
                    .onCancellation()
                    .call(unit::cancel);
        });
    }

    /** Only what the work subscribes to knows of the unit, and not what else its request does meanwhile. */
    private static <T> Uni<T> within(LazyUnit unit, Context around, Uni<T> work) {
        Context inside = Context.of(OPEN, unit);
        around.keys().forEach(key -> inside.put(key, around.get(key)));
        return Uni.createFrom().emitter(emitter -> {
            Cancellable working = work.subscribe().with(inside, emitter::complete, emitter::fail);
            emitter.onTermination(working::cancel);
        });
    }
}
