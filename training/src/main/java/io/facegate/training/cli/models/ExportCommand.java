package io.facegate.training.cli.models;

import io.facegate.training.TrainingException;
import io.facegate.training.checkpoint.Checkpoint;
import io.facegate.training.checkpoint.CheckpointParameters;
import io.facegate.training.checkpoint.CheckpointParameters.Storage;
import io.facegate.training.checkpoint.Checkpoints;
import io.facegate.training.checkpoint.RunFolder;
import io.facegate.training.cli.option.LicenceOptions;
import io.facegate.training.cli.option.ModelName;
import io.facegate.training.cli.option.ModelsFolderOption;
import io.facegate.training.dataset.CropGeometry;
import io.facegate.training.export.EmbedderExport;
import io.facegate.training.export.ModelExporter;
import io.facegate.training.export.ModelIds;
import io.facegate.training.network.FaceNetwork;
import io.facegate.training.tracking.RunRecord;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelFiles;
import io.facegate.vision.model.Provenance;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./facegate models export} */
@Command(
        name = "export",
        description = {
            "Makes a model of a training run, of inference only, ready to be served.",
            "Calibrate it before it is served: ./facegate models calibrate."
        },
        mixinStandardHelpOptions = true,
        subcommands = ExportOnnxCommand.class)
final class ExportCommand implements Callable<Integer> {
    private enum Which {
        best,
        last
    }

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Picocli would want it of the command within this one, too. */
    @Parameters(paramLabel = "RUN", arity = "0..1", description = "Folder of the run.")
    private @Nullable Path run;

    @Option(
            names = "--checkpoint",
            paramLabel = "best|last",
            defaultValue = "best",
            description = "The checkpoint with the best validation, or the last one. Default: ${DEFAULT-VALUE}.")
    private Which which = Which.best;

    @Option(
            names = "--storage",
            paramLabel = "float32|float16|int8",
            defaultValue = "float32",
            description = "How large weights are stored. Default: ${DEFAULT-VALUE}.")
    private Storage storage = Storage.FLOAT32;

    @Option(
            names = "--mirror",
            description = "Embed each face together with its mirror image: fewer errors, in twice the time.")
    private boolean mirror;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = "resnet50",
            description = "How the model's id begins. Default: ${DEFAULT-VALUE}.")
    private ModelName name = new ModelName("resnet50");

    @Option(
            names = "--only",
            description = "As the only embedder in the folder of models: the others that lie there are deleted.")
    private boolean only;

    @Mixin
    private LicenceOptions licences = new LicenceOptions();

    @Mixin
    private ModelsFolderOption models = new ModelsFolderOption();

    @Override
    public Integer call() throws IOException {
        if (run == null) {
            throw new ParameterException(spec.commandLine(), "Missing required parameter: 'RUN'");
        }
        RunRecord record = RunRecord.read(run)
                .orElseThrow(() -> new TrainingException(
                        "%s is no run: it has no run.json.%nMaybe give the folder that ./facegate train --to wrote."
                                .formatted(run)));
        Checkpoints checkpoints = RunFolder.checkpoints(run);
        Optional<Checkpoint> found = which == Which.best ? checkpoints.best() : checkpoints.last();
        Checkpoint checkpoint = found.orElseThrow(() -> new TrainingException(
                "%s has no %s checkpoint yet.%nMaybe wait for the end of its first epoch.".formatted(run, which)));
        ModelDescriptor exported = export(record, checkpoint);
        if (only) {
            new ModelExporter(models.folder()).keepOnly(exported);
        }
        spec.commandLine().getOut().println(exported.id());
        return 0;
    }

    private ModelDescriptor export(RunRecord record, Checkpoint checkpoint) throws IOException {
        FaceNetwork network = record.settings().network(checkpoint.state());
        CheckpointParameters parameters = new CheckpointParameters(checkpoint.variables(), storage);
        Map<String, String> source = new TreeMap<>();
        source.put("training data", record.training().fingerprint());
        source.put("validation data", record.validation().fingerprint());
        source.put("checkpoint", ModelFiles.sha256(checkpoint.data()));
        Map<String, String> settings = exportSettings();
        return new EmbedderExport(
                        ModelIds.of(name.value(), source, settings),
                        new CropGeometry(record.faceSize(), 0).faceTemplate(),
                        new Provenance(Instant.now(), "facegate models export", source, describe(record, checkpoint)),
                        licences.licence(record.ancestors()))
                .write(
                        new ModelExporter(models.folder()),
                        (tf, faces) -> mirror
                                ? network.embedWithMirrorImage(tf, parameters, faces)
                                : network.embed(tf, parameters, faces));
    }

    private Map<String, String> describe(RunRecord record, Checkpoint checkpoint) throws IOException {
        Map<String, String> settings = new TreeMap<>(record.settingsByPath());
        settings.put("started", record.started().toString());
        settings.put("revision", record.revision());
        settings.put("hardware", record.hardware());
        settings.put("precision", record.precision());
        settings.put("teacher", Objects.requireNonNullElse(record.teacher(), "none"));
        settings.put("start", Objects.requireNonNullElse(record.start(), "random weights"));
        settings.put("steps", Long.toString(checkpoint.state().step()));
        settings.put("best", Double.toString(checkpoint.state().best()));
        settings.putAll(exportSettings());
        return settings;
    }

    private Map<String, String> exportSettings() {
        return Map.of("storage", storage.name().toLowerCase(Locale.ROOT), "mirror", Boolean.toString(mirror));
    }
}
