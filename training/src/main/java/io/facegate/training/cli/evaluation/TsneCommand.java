package io.facegate.training.cli.evaluation;

import io.facegate.training.cli.option.EnoughPeople;
import io.facegate.training.cli.option.PeopleOptions;
import io.facegate.training.cli.option.PipelineOptions;
import io.facegate.training.cli.progress.Progress;
import io.facegate.training.dataset.DatasetException;
import io.facegate.training.evaluation.EmbeddedPictures;
import io.facegate.training.visualization.EmbeddingMap;
import io.facegate.training.visualization.Tsne;
import io.facegate.vision.FacePipeline;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./facegate tsne}: a map of people's embeddings. */
@Command(
        name = "tsne",
        description = "Draws a map of embeddings (t-SNE): pictures of one person should lie together.",
        mixinStandardHelpOptions = true)
public final class TsneCommand implements Callable<Integer> {
    private static final int TRUSTED_NEIGHBOURS = 10;
    private static final double NANOS_PER_SECOND = 1e9;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private PeopleOptions people = new PeopleOptions();

    @Option(
            names = "--people",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many, those with the most pictures. Default: ${DEFAULT-VALUE}.")
    private int count;

    @Option(
            names = "--perplexity",
            paramLabel = "N",
            defaultValue = "20",
            description = "About how many neighbours count for a picture. Default: ${DEFAULT-VALUE}.")
    private double perplexity;

    @Option(
            names = "--iterations",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Steps of the descent. Default: ${DEFAULT-VALUE}.")
    private int iterations;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--to",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "Folder for tsne.png and tsne.svg; made if it is missing. Default: ${DEFAULT-VALUE}.")
    private Path folder = Path.of(".");

    @Mixin
    private PipelineOptions pipelineOptions = new PipelineOptions();

    @Override
    public Integer call() throws IOException {
        Tsne tsne = tsne();
        Map<String, List<Path>> pictures = people.pictures(spec.commandLine().getErr());
        new EnoughPeople(pictures).withMorePicturesThan(2 * TRUSTED_NEIGHBOURS, "A map");
        List<Path> all = pictures.values().stream().flatMap(List::stream).toList();
        try (FacePipeline pipeline = pipelineOptions.open()) {
            EmbeddedPictures embedded = Progress.embed(all, pipeline);
            List<EmbeddingMap.Point> points = EmbeddingMap.choose(embedded.embeddings(pictures), count);
            if (points.size() <= 2 * TRUSTED_NEIGHBOURS) {
                throw new DatasetException(
                        "A map needs more than %d faces; %d were found.%nMaybe give more people, or --people."
                                .formatted(2 * TRUSTED_NEIGHBOURS, points.size()));
            }
            long start = System.nanoTime();
            EmbeddingMap map = EmbeddingMap.of(points, tsne);
            double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
            Files.createDirectories(folder);
            map.figure().write(folder);
            PrintWriter out = spec.commandLine().getOut();
            out.printf(
                    Locale.ROOT,
                    "%d pictures of %d people in %.1f s; trustworthiness at %d neighbours %.4f; %s%n",
                    points.size(),
                    Math.min(count, pictures.size()),
                    seconds,
                    TRUSTED_NEIGHBOURS,
                    map.trustworthiness(TRUSTED_NEIGHBOURS),
                    folder.resolve("tsne.png"));
            out.flush();
        }
        return 0;
    }

    private Tsne tsne() {
        try {
            if (count < 1) {
                throw new IllegalArgumentException("people (%d) must be at least 1".formatted(count));
            }
            return new Tsne(perplexity, 0.5, iterations, seed);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
