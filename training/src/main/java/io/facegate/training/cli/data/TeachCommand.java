package io.facegate.training.cli.data;

import io.facegate.training.augmentation.Augmentation;
import io.facegate.training.cli.option.ModelsFolderOption;
import io.facegate.training.cli.progress.Interruption;
import io.facegate.training.cli.progress.Progress;
import io.facegate.training.configuration.SettingsReader;
import io.facegate.training.dataset.PreparedDataset;
import io.facegate.training.distillation.TaughtDataset;
import io.facegate.vision.embedding.FaceEmbedder;
import io.facegate.vision.model.InferenceSettings;
import io.facegate.vision.model.ModelContract;
import io.facegate.vision.model.ModelId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
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

    @Mixin
    private ModelsFolderOption models = new ModelsFolderOption();

    @Override
    public Integer call() throws IOException {
        Augmentation changes = unchanged ? Augmentation.NONE : new SettingsReader().defaultAugmentation();
        try (Interruption interruption = new Interruption(spec, "Stopping after this batch ...");
                PreparedDataset source = PreparedDataset.open(sources);
                FaceEmbedder embedder = new FaceEmbedder(models.store()
                        .open(models.store().find(ModelContract.Embedder.class, teacher), InferenceSettings.DEFAULT));
                ProgressBar progress = Progress.of("teaching", source.pictures())) {
            TaughtDataset taught = taught(source, embedder, changes);
            try {
                taught.write(target, faces -> {
                    progress.stepBy(faces);
                    interruption.check();
                });
            } catch (Interruption.Requested stopped) {
                spec.commandLine()
                        .getOut()
                        .println(interruption.farewell("Stopped; the whole thousands of faces are kept in " + target));
            }
        }
        spec.commandLine().getOut().flush();
        return 0;
    }

    private TaughtDataset taught(PreparedDataset source, FaceEmbedder embedder, Augmentation changes) {
        try {
            return new TaughtDataset(source, embedder, changes, blended, seed);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
