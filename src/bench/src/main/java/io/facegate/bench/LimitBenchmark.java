package io.facegate.bench;

import io.github.bucket4j.Bucket;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code ./facegate bench limits}: what a token costs of a bucket in memory, as the service has them, and of one in PostgreSQL
 * that all replicas would share. It makes a database of its own on the server of FACEGATE_DB_URL, and drops it.
 */
@Command(
        name = "limits",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Measures what a rate limit costs that is kept by a replica, and one that all share in PostgreSQL.")
public final class LimitBenchmark implements Callable<Integer> {
    private static final int BURST = 1_000_000;
    private static final String TABLE =
            "CREATE UNLOGGED TABLE buckets (who text PRIMARY KEY, tokens float8 NOT NULL, at timestamptz NOT NULL) WITH (fillfactor = 50)";
    private static final String TAKE = """
            INSERT INTO buckets AS b (who, tokens, at) VALUES (?, %1$d - 1, clock_timestamp())
            ON CONFLICT (who) DO UPDATE SET at = clock_timestamp(),
                tokens = least(%1$d, b.tokens + 500 * extract(epoch FROM clock_timestamp() - b.at)) - 1
            WHERE least(%1$d, b.tokens + 500 * extract(epoch FROM clock_timestamp() - b.at)) >= 1
            RETURNING tokens""".formatted(BURST);

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--threads",
            split = ",",
            defaultValue = "1,8,32",
            description = "Requests at the same time (default: ${DEFAULT-VALUE})")
    private int[] threads = {};

    @Option(
            names = "--takes",
            defaultValue = "2000",
            description = "Tokens that each takes (default: ${DEFAULT-VALUE})")
    private int takes;

    public static void main(String... arguments) {
        System.exit(new CommandLine(new LimitBenchmark()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        try (BenchmarkDatabase database = BenchmarkDatabase.create()) {
            BenchmarkDatabase.execute(database.owner(), TABLE);
            out.printf("%s%n%n", BenchmarkDatabase.hardware(database.owner()));
            out.println("bucket | at the same time | of | takes a second | p50 ms | p99 ms | max ms");
            out.println("---|---|---|---|---|---|---");
            for (int many : threads) {
                for (boolean one : new boolean[] {true, false}) {
                    Bucket bucket = bucket();
                    row(out, "in memory", many, one, thread -> new Local(one ? bucket : bucket()));
                    row(
                            out,
                            "shared",
                            many,
                            one,
                            thread -> new Shared(unhurried(database.another()), one ? 0 : thread));
                }
            }
        }
        return CommandLine.ExitCode.OK;
    }

    private void row(PrintWriter out, String name, int many, boolean one, Opening opening) throws Exception {
        measured(many, opening, new Latencies(), takes / 4); // warms up
        Latencies latencies = new Latencies();
        double seconds = measured(many, opening, latencies, takes);
        out.printf(
                "%s | %d | %s | %.0f | %.4f | %.4f | %.3f%n",
                name,
                many,
                one ? "one key" : "a key each",
                many * takes / seconds,
                latencies.percentile(0.5),
                latencies.percentile(0.99),
                latencies.percentile(1));
        out.flush();
    }

    private static double measured(int many, Opening opening, Latencies latencies, int takes) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(many);
        List<Callable<Void>> askers = new ArrayList<>();
        for (int thread = 0; thread < many; thread++) {
            askers.add(asker(opening, thread, latencies, takes));
        }
        long began = System.nanoTime();
        for (Future<Void> asker : pool.invokeAll(askers)) {
            asker.get();
        }
        pool.shutdown();
        return (System.nanoTime() - began) / 1e9;
    }

    private static Callable<Void> asker(Opening opening, int thread, Latencies latencies, int takes) {
        return () -> {
            try (Limit limit = opening.open(thread)) {
                for (int i = 0; i < takes; i++) {
                    long began = System.nanoTime();
                    boolean right = limit.take();
                    latencies.add(right, System.nanoTime() - began);
                }
                return null;
            }
        };
    }

    /** What was taken in the moment before a crash may be forgotten. */
    private static Connection unhurried(Connection connection) throws SQLException {
        BenchmarkDatabase.execute(connection, "SET synchronous_commit = off");
        return connection;
    }

    private static Bucket bucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(BURST).refillGreedy(500, Duration.ofSeconds(1)))
                .build();
    }

    private interface Opening {
        Limit open(int thread) throws SQLException;
    }

    private interface Limit extends AutoCloseable {
        boolean take() throws SQLException;

        @Override
        void close() throws SQLException;
    }

    private record Local(Bucket bucket) implements Limit {
        @Override
        public boolean take() {
            return bucket.tryConsumeAndReturnRemaining(1).isConsumed();
        }

        @Override
        public void close() {}
    }

    private record Shared(Connection connection, int key) implements Limit {
        @Override
        public boolean take() throws SQLException {
            try (PreparedStatement take = connection.prepareStatement(TAKE)) {
                take.setString(1, "key:" + key);
                try (ResultSet left = take.executeQuery()) {
                    return left.next();
                }
            }
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }
}
