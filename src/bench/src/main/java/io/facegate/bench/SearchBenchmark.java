package io.facegate.bench;

import io.facegate.gallery.GalleryName;
import io.facegate.service.template.SearchIndex;
import io.facegate.service.template.SearchMethod;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import org.flywaydb.core.Flyway;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./facegate bench search}: it makes a database of its own on the server of FACEGATE_DB_URL, and drops it. */
@Command(
        name = "search",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measures how fast, and how surely, galleries of several sizes are searched.")
public final class SearchBenchmark implements Callable<Integer> {
    private static final int WARM_UP = 20;
    private static final String SIZE_OF_TEMPLATES = "SELECT pg_relation_size('templates')";
    private static final String SIZE_OF_SIGNS = """
            SELECT sum(pg_relation_size(inhrelid)) FROM pg_inherits WHERE inhparent = 'template_signs'::regclass""";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--sizes",
            split = ",",
            defaultValue = "10000,100000,1000000",
            description = "Templates in the gallery (default: ${DEFAULT-VALUE})")
    private long[] sizes = {};

    @Option(
            names = "--probes",
            defaultValue = "500",
            description =
                    "Searches at each size, by other pictures of real people enrolled (default: ${DEFAULT-VALUE})")
    private int probes;

    @Parameters(
            paramLabel = "FILE",
            description =
                    "A gallery exported by ./facegate export. Galleries are its people, one picture each, and people drawn"
                            + " like them; other pictures of its people are searched for")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path gallery;

    @Option(names = "--seed", defaultValue = "1", description = "Of the draws (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--widths",
            split = ",",
            defaultValue = "100,400",
            description = "hnsw.ef_search values (default: ${DEFAULT-VALUE})")
    private int[] widths = {};

    @Option(
            names = "--candidates",
            split = ",",
            defaultValue = "400",
            description = "Templates that are compared exactly after a search by signs (default: ${DEFAULT-VALUE})")
    private int[] candidates = {};

    @Option(
            names = "--methods",
            split = ",",
            defaultValue = "BINARY,HNSW_HALFVEC,HNSW_BINARY",
            description = "Beside EXACT: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private SearchMethod[] methods = {};

    @Option(
            names = "--degree",
            defaultValue = "16",
            description = "Edges of a template in an HNSW graph (default: ${DEFAULT-VALUE})")
    private int degree;

    @Option(
            names = "--build-width",
            defaultValue = "64",
            description = "Candidates for those edges (default: ${DEFAULT-VALUE})")
    private int buildWidth;

    @Option(
            names = "--build-memory",
            defaultValue = "2GB",
            description = "PostgreSQL's maintenance_work_mem for building indexes (default: ${DEFAULT-VALUE})")
    private String buildMemory = "";

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new SearchBenchmark())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws SQLException, IOException {
        String database = "facegate_benchmark_" + ProcessHandle.current().pid();
        String server = setting("FACEGATE_DB_URL");
        try (Connection admin = connect(server)) {
            execute(admin, "CREATE DATABASE " + database);
            try {
                String url = server.replaceFirst("/[^/?]*(\\?|$)", "/" + database + "$1");
                migrate(url);
                try (Connection owner = connect(url)) {
                    measure(owner);
                }
            } finally {
                execute(admin, "DROP DATABASE " + database);
            }
        }
        return 0;
    }

    private void measure(Connection owner) throws SQLException, IOException {
        PrintWriter out = spec.commandLine().getOut();
        Random random = new Random(seed);
        RealPeople people = RealPeople.of(LabelledEmbedding.read(gallery), probes, random);
        List<float[]> enrolled = people.enrolled();
        Population population = Population.like(enrolled);
        out.printf(
                "%d real people, %d probes of them%n",
                enrolled.size(), people.probes().size());
        out.printf(
                "Cosines of different real people: %s%n",
                SimilaritySpread.of(() -> enrolled.get(random.nextInt(enrolled.size()))));
        out.printf("Cosines of drawn people: %s%n", SimilaritySpread.of(() -> population.picture(random)));
        out.printf("%s, seed %d, one template a person, one search at a time%n%n", hardware(owner), seed);
        out.println(
                "| templates | method | candidates | width | build s | size MB | recall@1 | p50 ms | p99 ms | p50 CPU ms | p99 CPU ms |");
        out.println("|---|---|---|---|---|---|---|---|---|---|---|");
        BenchmarkGallery searched = new BenchmarkGallery(owner, enrolled, population, random);
        Arrays.sort(sizes);
        for (long size : sizes) {
            double seconds = searched.growTo(size);
            Searches truth = search(owner, SearchMethod.EXACT, people.probes());
            row(size, SearchMethod.EXACT, "", "", seconds, bytes(owner, SIZE_OF_TEMPLATES), truth, truth);
            for (SearchMethod method : methods) {
                measure(owner, size, method, people.probes(), truth);
            }
        }
    }

    private void measure(Connection owner, long size, SearchMethod method, List<float[]> probeList, Searches truth)
            throws SQLException {
        if (!method.needsIndex()) {
            for (int candidate : candidates) {
                tune(owner, candidate, 400);
                Searches found = search(owner, method, probeList);
                row(size, method, candidate, "", 0, bytes(owner, SIZE_OF_SIGNS), found, truth);
            }
            return;
        }
        SearchIndex index = new SearchIndex(
                new GalleryName(BenchmarkGallery.NAME), method, new SearchIndex.Graph(degree, buildWidth));
        long start = System.nanoTime();
        index.build(owner, buildMemory);
        double seconds = (System.nanoTime() - start) / 1e9;
        for (int width : widths) {
            for (int candidate : method == SearchMethod.HNSW_BINARY ? candidates : new int[] {32}) {
                tune(owner, candidate, width);
                Searches found = search(owner, method, probeList);
                row(size, method, candidate, width, seconds, index.size(owner), found, truth);
            }
        }
        index.drop(owner);
    }

    private void row(
            long size,
            SearchMethod method,
            Object candidate,
            Object width,
            double seconds,
            long bytes,
            Searches found,
            Searches truth) {
        spec.commandLine()
                .getOut()
                .printf(
                        Locale.ROOT,
                        "| %,d | %s | %s | %s | %.0f | %.0f | %.4f | %.1f | %.1f | %.1f | %.1f |%n",
                        size,
                        method.databaseName(),
                        candidate,
                        width,
                        seconds,
                        bytes / 1e6,
                        found.recall(truth),
                        percentile(found.milliseconds, 0.5),
                        percentile(found.milliseconds, 0.99),
                        percentile(found.cpuMilliseconds, 0.5),
                        percentile(found.cpuMilliseconds, 0.99));
        spec.commandLine().getOut().flush();
    }

    /** What searches found first, and how long each took on the clock and on the server's processor, both sorted. */
    private record Searches(List<Long> first, List<Double> milliseconds, List<Double> cpuMilliseconds) {
        double recall(Searches truth) {
            int same = 0;
            for (int i = 0; i < first.size(); i++) {
                same += first.get(i).equals(truth.first.get(i)) ? 1 : 0;
            }
            return (double) same / first.size();
        }
    }

    private static double percentile(List<Double> sorted, double share) {
        return sorted.get((int) Math.min(sorted.size() - 1, share * sorted.size()));
    }

    private static Searches search(Connection connection, SearchMethod method, List<float[]> probeList)
            throws SQLException {
        List<Long> first = new ArrayList<>();
        List<Double> milliseconds = new ArrayList<>();
        List<Double> cpuMilliseconds = new ArrayList<>();
        ServerProcess server = ServerProcess.of(connection);
        try (PreparedStatement sql = connection.prepareStatement(
                "SELECT template_id FROM search_identities('%s', '%s', ?::vector, 1, -1, '%s')"
                        .formatted(BenchmarkGallery.NAME, BenchmarkGallery.MODEL, method.databaseName()))) {
            for (int i = -WARM_UP; i < probeList.size(); i++) {
                sql.setString(1, Arrays.toString(probeList.get(Math.floorMod(i, probeList.size()))));
                double cpu = server.cpuMilliseconds();
                long start = System.nanoTime();
                try (ResultSet rows = sql.executeQuery()) {
                    long found = rows.next() ? rows.getLong(1) : -1;
                    if (i >= 0) {
                        milliseconds.add((System.nanoTime() - start) / 1e6);
                        cpuMilliseconds.add(server.cpuMilliseconds() - cpu);
                        first.add(found);
                    }
                }
            }
        }
        milliseconds.sort(null);
        cpuMilliseconds.sort(null);
        return new Searches(first, milliseconds, cpuMilliseconds);
    }

    private static void tune(Connection owner, int candidate, int width) throws SQLException {
        execute(owner, "UPDATE gallery_models SET candidates = %d, search_width = %d".formatted(candidate, width));
    }

    private static long bytes(Connection connection, String question) throws SQLException {
        return Long.parseLong(ask(connection, question));
    }

    private static String hardware(Connection connection) throws SQLException {
        return "%d processors, PostgreSQL %s with shared_buffers %s, pgvector %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        ask(connection, "SHOW server_version"),
                        ask(connection, "SHOW shared_buffers"),
                        ask(connection, "SELECT extversion FROM pg_extension WHERE extname = 'vector'"));
    }

    private static String ask(Connection connection, String question) throws SQLException {
        try (Statement sql = connection.createStatement();
                ResultSet rows = sql.executeQuery(question)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void execute(Connection connection, String command) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            sql.execute(command);
        }
    }

    private static void migrate(String url) {
        Flyway.configure(SearchBenchmark.class.getClassLoader())
                .dataSource("jdbc:" + url, setting("FACEGATE_DB_OWNER"), setting("FACEGATE_DB_OWNER_PASSWORD"))
                .load()
                .migrate();
    }

    private static Connection connect(String url) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:" + url, setting("FACEGATE_DB_OWNER"), setting("FACEGATE_DB_OWNER_PASSWORD"));
    }

    private static String setting(String name) {
        String value = System.getenv(name);
        if (value == null) {
            throw new IllegalStateException(
                    "%s is not set.%nMaybe start this by: ./facegate bench search".formatted(name));
        }
        return value;
    }
}
