package io.facegate.service.database;

import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.util.Map;

/** The service's database for a command that works on it and ends, without the service. */
public final class CommandDatabase implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Vertx vertx = Vertx.vertx();
    private final Pool pool;

    private CommandDatabase(PgConnectOptions options) {
        this.pool = Pool.newInstance(PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(1))
                .connectingTo(options)
                .using(vertx)
                .build());
    }

    /** As the service itself reaches it: by FACEGATE_DB_URL and so on. */
    public static CommandDatabase ofEnvironment(Map<String, String> environment) {
        return new CommandDatabase(PgConnectOptions.fromUri(
                        environment.getOrDefault("FACEGATE_DB_URL", "postgresql://localhost:5432/facegate"))
                .setUser(environment.getOrDefault("FACEGATE_DB_USER", "facegate_application"))
                .setPassword(environment.getOrDefault("FACEGATE_DB_PASSWORD", "")));
    }

    public Transactions transactions() {
        return new Transactions(vertx, pool);
    }

    @Override
    public void close() {
        pool.close().await().atMost(PATIENCE);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
