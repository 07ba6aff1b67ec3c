package io.facegate.bench;

import io.facegate.gallery.GalleryName;
import io.facegate.service.template.SearchIndex;
import io.facegate.service.template.SearchMethod;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
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
    /** Of a search by HNSW_HALFVEC, which compares few templates exactly; and the width where none is asked for. */
    private static final int FEW_CANDIDATES = 32;

    private static final int USUAL_WIDTH = 400;

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
            names = "--threshold",
            defaultValue = "0.3",
            paramLabel = "COSINE",
            description = "From which similarity on somebody is accepted; it is told how many of these are found"
                    + " (default: ${DEFAULT-VALUE})")
    private double threshold;

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
        try (BenchmarkDatabase database = BenchmarkDatabase.create()) {
            measure(database.owner());
        }
        return 0;
    }

    private void measure(Connection owner) throws SQLException, IOException {
        Random random = new Random(seed);
        RealPeople people = RealPeople.of(LabelledEmbedding.read(gallery), probes, random);
        Population population = Population.like(people.enrolled());
        SearchTable table = new SearchTable(spec.commandLine().getOut(), threshold);
        tell(owner, people, population, random);
        table.begin();
        BenchmarkGallery searched = new BenchmarkGallery(owner, people.enrolled(), population, random);
        Arrays.sort(sizes);
        for (long size : sizes) {
            double seconds = searched.growTo(size);
            Searches truth = Searches.run(owner, SearchMethod.EXACT, people.probes());
            table.row(size, SearchMethod.EXACT, "", "", seconds, searched.bytesOfTemplates(), truth, truth);
            Round round = new Round(owner, size, people.probes(), truth, table);
            for (SearchMethod method : methods) {
                if (method.needsIndex()) {
                    measureIndex(round, method);
                } else {
                    measureSigns(round, method, searched.bytesOfSigns());
                }
            }
        }
    }

    /** All that is measured at one size of the gallery. */
    private record Round(Connection owner, long size, List<float[]> probes, Searches truth, SearchTable table) {
        Searches search(SearchMethod method, int candidates, int width) throws SQLException {
            BenchmarkGallery.tune(owner, candidates, width);
            return Searches.run(owner, method, probes);
        }
    }

    private void tell(Connection owner, RealPeople people, Population population, Random random) throws SQLException {
        PrintWriter out = spec.commandLine().getOut();
        List<float[]> enrolled = people.enrolled();
        out.printf(
                "%d real people, %d probes of them%n",
                enrolled.size(), people.probes().size());
        out.printf(
                "Cosines of different real people: %s%n",
                SimilaritySpread.of(() -> enrolled.get(random.nextInt(enrolled.size()))));
        out.printf("Cosines of drawn people: %s%n", SimilaritySpread.of(() -> population.picture(random)));
        out.printf(
                "%s, seed %d, one template a person, one search at a time%n%n",
                BenchmarkDatabase.hardware(owner), seed);
    }

    private void measureSigns(Round round, SearchMethod method, long bytes) throws SQLException {
        for (int candidate : candidates) {
            Searches found = round.search(method, candidate, USUAL_WIDTH);
            round.table.row(round.size, method, candidate, "", 0, bytes, found, round.truth);
        }
    }

    private void measureIndex(Round round, SearchMethod method) throws SQLException {
        SearchIndex index = new SearchIndex(
                new GalleryName(BenchmarkGallery.NAME), method, new SearchIndex.Graph(degree, buildWidth));
        long start = System.nanoTime();
        index.build(round.owner, buildMemory);
        double seconds = (System.nanoTime() - start) / 1e9;
        for (int width : widths) {
            for (int candidate : method == SearchMethod.HNSW_BINARY ? candidates : new int[] {FEW_CANDIDATES}) {
                Searches found = round.search(method, candidate, width);
                round.table.row(
                        round.size, method, candidate, width, seconds, index.size(round.owner), found, round.truth);
            }
        }
        index.drop(round.owner);
    }
}
