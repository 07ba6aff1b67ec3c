package io.facegate.training.cli.data;

import io.facegate.training.augmentation.Augmentation;
import io.facegate.training.cli.option.ModelsFolderOption;
import io.facegate.training.cli.progress.Interruption;
import io.facegate.training.cli.progress.Progress;
import io.facegate.training.configuration.SettingsReader;
import io.facegate.training.dataset.PreparedDataset;
import io.facegate.training.distillation.TaughtCopies;
import io.facegate.training.distillation.TaughtDataset;
import io.facegate.vision.embedding.FaceEmbedder;
import io.facegate.vision.model.InferenceSettings;
import io.facegate.vision.model.ModelContract;
import io.facegate.vision.model.ModelId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./facegate teach}: prepared faces to faces with a teacher's embeddings. */
@Command(
        name = "teach",
        description = {
            "Copies prepared faces with what an embedder says of them, for a distillation.",
            "Each face is changed at random first; copies of other seeds are changed otherwise. An interrupted copy goes on"
                    + " where it was when the same command is given again."
        },
        mixinStandardHelpOptions = true)
public final class TeachCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "PREPARED", arity = "1..*", description = "Folders that ./facegate prepare made.")
    private List<Path> sources = List.of();

    @Option(
            names = "--to",
            paramLabel = "DIR",
            required = true,
            description = "Folder of the copy; made if it is missing.")
    private Path target = Path.of("");

    @Option(
            names = "--teacher",
            paramLabel = "ID",
            description = "Embedder that is asked; default: the only one there is.")
    private @Nullable ModelId teacher;

    @Option(names = "--unchanged", description = "Faces as they are, for validation.")
    private boolean unchanged;

    @Option(
            names = "--blended",
            paramLabel = "SHARE",
            defaultValue = "0",
            description = "Share of faces that are blended with another one's, from 0 to 1. Default: ${DEFAULT-VALUE}.")
    private double blended;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--copies",
            paramLabel = "N",
            description =
                    "So many copies, of the seed and those after it, in folders 1, 2 and so on of the one that --to"
                            + " names. Default: one, in that folder itself.")
    private @Nullable Integer copies;

    @Option(
            names = "--leave-out",
            paramLabel = "PREPARED",
            description =
                    "Leave faces out that the teacher finds similar to anybody of this data set, such as the people for"
                            + " validation; may be repeated, and needs --copies.")
    private List<Path> leftOut = List.of();

    @Option(
            names = "--more-similar-than",
            paramLabel = "COSINE",
            defaultValue = "0.4",
            description = "Of those faces. Default: ${DEFAULT-VALUE}.")
    private double moreSimilarThan;

    @Mixin
    private ModelsFolderOption models = new ModelsFolderOption();

    @Override
    public Integer call() throws IOException {
        if (copies != null && copies < 1 || copies == null && !leftOut.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    copies == null ? "--leave-out needs --copies" : "copies (%d) must be at least 1".formatted(copies));
        }
        Augmentation changes = unchanged ? Augmentation.NONE : new SettingsReader().defaultAugmentation();
        try (Interruption interruption = new Interruption(spec, "Stopping after this batch ...");
                PreparedDataset source = PreparedDataset.open(sources);
                FaceEmbedder embedder = new FaceEmbedder(models.store()
                        .open(models.store().find(ModelContract.Embedder.class, teacher), InferenceSettings.DEFAULT))) {
            TaughtDataset taught = taught(source, embedder, changes);
            try {
                if (copies == null) {
                    try (ProgressBar progress = Progress.of("teaching", source.pictures())) {
                        taught.write(target, told(progress, interruption));
                    }
                } else {
                    write(new TaughtCopies(target, source, embedder), changes, interruption);
                }
            } catch (Interruption.Requested stopped) {
                spec.commandLine()
                        .getOut()
                        .println(interruption.farewell("Stopped; the whole thousands of faces are kept in " + target));
            }
        }
        spec.commandLine().getOut().flush();
        return 0;
    }

    private void write(TaughtCopies taught, Augmentation changes, Interruption interruption) throws IOException {
        PreparedDataset kept = taught.source();
        if (!leftOut.isEmpty()) {
            try (ProgressBar progress = Progress.of("asking about faces as they are", kept.pictures())) {
                kept = taught.strangersTo(leftOut, moreSimilarThan, told(progress, interruption));
            }
            spec.commandLine()
                    .getOut()
                    .printf(
                            "%d of %d faces are left out, more similar than %s to somebody of %s%n",
                            taught.source().pictures() - kept.pictures(),
                            taught.source().pictures(),
                            moreSimilarThan,
                            leftOut.stream().map(Path::toString).collect(Collectors.joining(", ")));
            spec.commandLine().getOut().flush();
        }
        int count = Objects.requireNonNull(copies);
        try (ProgressBar progress = Progress.of("teaching", (long) count * kept.pictures())) {
            taught.write(
                    kept,
                    changes,
                    blended,
                    LongStream.range(seed, seed + count).toArray(),
                    told(progress, interruption));
        }
    }

    private static IntConsumer told(ProgressBar progress, Interruption interruption) {
        return faces -> {
            progress.stepBy(faces);
            interruption.check();
        };
    }

    private TaughtDataset taught(PreparedDataset source, FaceEmbedder embedder, Augmentation changes) {
        try {
            return new TaughtDataset(source, embedder, changes, blended, seed);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
