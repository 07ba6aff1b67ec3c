package io.facegate.service.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegate.gallery.GalleryName;
import io.facegate.service.event.Event;
import io.facegate.service.event.EventDescription;
import io.facegate.service.event.Events;
import io.facegate.service.event.Listener;
import io.facegate.service.gallery.Gallery;
import io.facegate.service.gallery.GalleryException;
import io.facegate.service.gallery.GalleryRepository;
import io.facegate.service.testing.Eventually;
import io.facegate.testing.NeedsModels;
import io.facegate.vision.model.ModelId;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is done in one unit of work, by the connections that requests use. Models are what is easily written. */
@NeedsModels
@QuarkusTest
@WithTestResource(DatabaseTestResource.class)
@SuppressWarnings("NullAway.Init") // injected
class TransactionsIT {
    private static final String WRITE = "INSERT INTO models (model_id, dimension) VALUES ($1, 3)";

    @Inject
    Transactions transactions;

    @Inject
    Events events;

    @Inject
    GalleryRepository galleries;

    @Inject
    Vertx vertx;

    @Inject
    Pool pool;

    private final String first = "unit-" + UUID.randomUUID();
    private final String second = "unit-" + UUID.randomUUID();
    private final String third = "unit-" + UUID.randomUUID();

    /** Something happened that a listener keeps a note of. */
    record Noted(String note) implements Event {
        @Override
        public EventDescription description() {
            return EventDescription.of("test.noted");
        }
    }

    @Singleton
    static final class NoteKeeper implements Listener<Noted> {
        static final String REFUSED = "refused";

        @Override
        public Class<Noted> listensTo() {
            return Noted.class;
        }

        @Override
        public Uni<Void> on(Noted event, UnitOfWork work) {
            return write(work, event.note()).invoke(() -> {
                if (event.note().startsWith(REFUSED)) {
                    throw new IllegalArgumentException("This note is not kept");
                }
            });
        }
    }

    @Test
    void statementsEntitiesAndWhatListenersWriteCommitTogether() {
        GalleryName name = new GalleryName("unit" + UUID.randomUUID());

        await(transactions.run(work -> write(work, first)
                .call(() -> work.entities(
                        session -> session.createNativeQuery("INSERT INTO galleries (name, model_id) VALUES (?1, ?2)")
                                .setParameter(1, name.value())
                                .setParameter(2, first)
                                .executeUpdate()))
                .call(() -> work.entities(
                        session -> session.createSelectionQuery("from Gallery where name = :name", Gallery.class)
                                .setParameter("name", name.value())
                                .getSingleResult()))
                .call(() -> assertNoneKept(first))
                .chain(() -> events.publish(work, new Noted(second)))));

        assertThat(kept(first, second)).containsExactlyInAnyOrder(first, second);
        assertThat(await(galleries.get(name)).model()).isEqualTo(new ModelId(first));
    }

    @Test
    void aFailureUndoesAllOfIt() {
        assertThatThrownBy(() -> await(transactions.run(work -> write(work, first)
                        .chain(() -> events.publish(work, new Noted(second)))
                        .invoke(() -> {
                            throw new IllegalArgumentException("No");
                        }))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(kept(first, second)).isEmpty();

        assertThatThrownBy(() -> await(transactions.run(work ->
                        write(work, first).chain(() -> write(work, second)).chain(() -> write(work, first)))))
                .matches(SqlState::isUniqueViolation);
        assertThat(kept(first, second)).isEmpty();
    }

    @Test
    void aListenerThatFailsUndoesAllOfIt() {
        assertThatThrownBy(() -> await(transactions.run(work ->
                        write(work, first).chain(() -> events.publish(work, new Noted(NoteKeeper.REFUSED + first))))))
                .hasMessage("This note is not kept");

        assertThat(kept(first, NoteKeeper.REFUSED + first)).isEmpty();
    }

    @Test
    void anotherUnitWithinIsRefused() {
        for (Uni<?> inner : List.of(
                transactions.run(work -> write(work, second)),
                transactions.runInBackground(work -> write(work, second)),
                galleries.get(new GalleryName("any")))) {
            assertThatThrownBy(() ->
                            await(transactions.run(work -> write(work, first).chain(() -> inner))))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Another unit of work is open");
        }
        assertThat(kept(first, second)).isEmpty();

        Uni<Void> oneAfterTheOther = transactions
                .run(work -> write(work, first))
                .chain(() -> transactions.run(work -> write(work, second)))
                .chain(() -> galleries.get(new GalleryName("any")))
                .replaceWithVoid();
        assertThatThrownBy(() -> await(oneAfterTheOther)).isInstanceOf(GalleryException.GalleryNotFound.class);
        assertThat(kept(first, second)).containsExactlyInAnyOrder(first, second);
    }

    @Test
    void whatFollowsACommitComesInOrderOnceAllIsKeptAndTheUnitIsOver() {
        List<String> told = new CopyOnWriteArrayList<>();
        CompletableFuture<Void> nextUnit = new CompletableFuture<>();

        await(transactions.run(work -> {
            work.afterCommit(() -> told.add("first"));
            work.afterCommit(() -> {
                throw new IllegalStateException("This one fails, and nobody else");
            });
            return write(work, first)
                    .invoke(() -> work.afterCommit(() -> {
                        told.add("second");
                        transactions
                                .run(next -> next.execute(
                                        "INSERT INTO models SELECT $1, dimension FROM models WHERE model_id = $2",
                                        Tuple.of(second, first)))
                                .subscribe()
                                .with(done -> nextUnit.complete(null), nextUnit::completeExceptionally);
                    }))
                    .invoke(() -> told.add("work"));
        }));

        assertThat(told).containsExactly("work", "first", "second");
        nextUnit.orTimeout(30, TimeUnit.SECONDS).join();
        assertThat(kept(second)).containsExactly(second);
    }

    @Test
    void nothingFollowsARollback() {
        AtomicInteger told = new AtomicInteger();

        assertThatThrownBy(() -> await(transactions.run(work -> {
                    work.afterCommit(told::incrementAndGet);
                    return write(work, first).chain(() -> write(work, first));
                })))
                .matches(SqlState::isUniqueViolation);

        assertThat(told).hasValue(0);
    }

    @Test
    void aUnitThatTouchesNothingNeedsNoConnection() {
        PgConnectOptions nowhere =
                new PgConnectOptions().setHost("localhost").setPort(1).setUser("u");
        Pool noPool = Pool.newInstance(io.vertx.sqlclient.Pool.pool(vertx, nowhere, new PoolOptions()));
        Transactions withoutDatabase = new Transactions(vertx, noPool);
        AtomicInteger told = new AtomicInteger();

        await(withoutDatabase.run(work -> {
            work.afterCommit(told::incrementAndGet);
            return Uni.createFrom().voidItem();
        }));

        assertThat(told).hasValue(1);
        assertThatThrownBy(() -> await(withoutDatabase.run(work -> write(work, first))))
                .hasCauseInstanceOf(ConnectException.class);
        noPool.closeAndAwait();
    }

    @Test
    void manyAtOnceShareTheConnectionsAndKeepApart() {
        List<Integer> seen = await(Multi.createFrom()
                .range(0, 100)
                .onItem()
                .transformToUni(i -> transactions
                        .run(work -> write(work, first + "-" + i)
                                .chain(() -> work.execute("SELECT pg_backend_pid()", Tuple.tuple()))
                                .map(rows -> rows.iterator().next().getInteger(0))
                                .invoke(() -> {
                                    if (i % 2 == 1) {
                                        throw new IllegalArgumentException("Odd");
                                    }
                                }))
                        .onFailure(IllegalArgumentException.class)
                        .recoverWithItem(0))
                .merge(100)
                .collect()
                .asList());

        assertThat(seen).hasSize(100).filteredOn(pid -> pid == 0).hasSize(50);
        for (int i = 0; i < 100; i++) {
            assertThat(kept(first + "-" + i)).hasSize(i % 2 == 0 ? 1 : 0);
        }
    }

    @Test
    void aConnectionThatIsLostWithinUndoesAllAndTheNextUnitHasAnother() throws InterruptedException {
        assertThatThrownBy(() -> await(transactions.run(work -> write(work, first)
                        .chain(() -> work.execute("SELECT pg_terminate_backend(pg_backend_pid())", Tuple.tuple()))
                        .chain(() -> write(work, second)))))
                .isNotInstanceOf(IllegalStateException.class);

        // the pool may not know yet which one it has lost
        Eventually.until(
                "there is another connection",
                () -> await(transactions
                        .run(work -> write(work, third))
                        .replaceWith(true)
                        .onFailure()
                        .recoverWithItem(false)));
        assertThat(kept(first, second, third)).containsExactly(third);
    }

    @Test
    void whoGivesUpWaitingUndoesAllAndNothingIsWrittenAfterwards() throws InterruptedException {
        CompletableFuture<UnitOfWork> unit = new CompletableFuture<>();
        Cancellable waiting = transactions
                .run(work -> write(work, first)
                        .invoke(() -> unit.complete(work))
                        .chain(() -> Uni.createFrom().<Void>nothing()))
                .subscribe()
                .with(done -> {});
        UnitOfWork work = unit.orTimeout(10, TimeUnit.SECONDS).join();

        waiting.cancel();

        Eventually.until("it has ended", () -> {
            Throwable failure = write(work, second)
                    .map(written -> new Throwable("It was written"))
                    .onFailure()
                    .recoverWithItem(late -> late)
                    .await()
                    .atMost(Duration.ofSeconds(10));
            return "This unit of work has ended".equals(failure.getMessage());
        });
        assertThat(kept(first, second)).isEmpty();
        // the end is known here before the database has heard of it
        Eventually.until("no connection is left in a transaction", () -> await(
                        pool.query("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                                        + " AND state LIKE 'idle in transaction%'")
                                .execute())
                .iterator()
                .next()
                .getLong(0)
                .equals(0L));
    }

    @Test
    void itStaysOnItsContextWhateverThreadsTheWorkPassesThrough() {
        Context caller = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        CompletableFuture<List<Context>> contexts = new CompletableFuture<>();
        List<Context> seen = new CopyOnWriteArrayList<>();

        caller.runOnContext(nothing -> transactions
                .run(work -> write(work, first)
                        .invoke(() -> seen.add(Vertx.currentContext()))
                        .emitOn(Infrastructure.getDefaultWorkerPool())
                        .chain(() -> write(work, second))
                        .invoke(() -> seen.add(Vertx.currentContext()))
                        .emitOn(Infrastructure.getDefaultWorkerPool()))
                .invoke(() -> seen.add(Vertx.currentContext()))
                .subscribe()
                .with(done -> contexts.complete(seen), contexts::completeExceptionally));

        assertThat(contexts.orTimeout(10, TimeUnit.SECONDS).join()).containsOnly(caller);
        assertThat(kept(first, second)).hasSize(2);
    }

    private static Uni<Void> write(UnitOfWork work, String model) {
        return work.execute(WRITE, Tuple.of(model)).replaceWithVoid();
    }

    private Uni<Void> assertNoneKept(String model) {
        return pool.preparedQuery("SELECT FROM models WHERE model_id = $1")
                .execute(Tuple.of(model))
                .invoke(rows -> assertThat(rows.size()).isZero())
                .replaceWithVoid();
    }

    private List<String> kept(String... models) {
        List<String> found = new ArrayList<>();
        await(pool.preparedQuery("SELECT model_id FROM models WHERE model_id = ANY ($1)")
                        .execute(Tuple.tuple().addArrayOfString(models)))
                .forEach(row -> found.add(row.getString(0)));
        return found;
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(60));
    }
}
