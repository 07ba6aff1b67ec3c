package io.facegate.training.detection.distillation;

import io.facegate.training.detection.DetectorGraph;
import io.facegate.training.detection.LandmarkNetwork;
import io.facegate.training.detection.OutputNetwork;
import io.facegate.training.detection.ProposalNetwork;
import io.facegate.training.detection.RefinementNetwork;
import io.facegate.training.export.ModelExporter;
import io.facegate.training.export.ModelIds;
import io.facegate.training.tracking.Ancestor;
import io.facegate.vision.model.Licence;
import io.facegate.vision.model.ModelContract;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelFiles;
import io.facegate.vision.model.Provenance;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import org.tensorflow.Graph;

/**
 * Makes a model of the last checkpoints of a run.
 *
 * @param exporter writes it
 * @param lowered see {@link LoweredFaceScore}
 * @param teacher whom it learnt from
 * @param licence its terms of use, the teacher's among them
 */
public record DetectorExport(ModelExporter exporter, float lowered, Ancestor teacher, Licence licence) {
    /**
     * @param folder of the run
     * @param name how the model's id begins
     */
    public ModelDescriptor export(Path folder, DetectorRun run, String name) throws IOException {
        TrainedNetworks networks = TrainedNetworks.of(folder, run.settings());
        Map<String, String> source = new TreeMap<>();
        Map<String, String> settings = new TreeMap<>();
        String start = run.start();
        if (start != null) {
            source.put("start", start);
        }
        for (Stage stage : Stage.values()) {
            if (run.settings().steps(stage) == 0) {
                continue;
            }
            var checkpoint = DetectorFitter.lastCheckpoint(folder, stage);
            source.put("checkpoint " + stage.label(), ModelFiles.sha256(checkpoint.data()));
            settings.put(
                    "steps " + stage.label(), Long.toString(checkpoint.state().stepOfStage()));
        }
        source.put("training data", run.training().fingerprint());
        source.put("validation data", run.validation().fingerprint());
        run.teacher().forEach((file, sum) -> source.put("teacher " + file, sum));
        settings.put("training pictures", Integer.toString(run.training().pictures()));
        settings.put("settings", run.settingsText());
        settings.put("face score lowered by", Float.toString(lowered));
        settings.put("teacher", teacher.model());
        settings.put("started", run.started().toString());
        settings.put("revision", run.revision());
        settings.put("hardware", run.hardware());
        try (Graph graph = new Graph()) {
            return exporter.export(
                    DetectorGraph.build(
                            graph,
                            new ProposalNetwork(networks.of(Stage.PROPOSAL)),
                            new RefinementNetwork(networks.of(Stage.REFINEMENT)),
                            new OutputNetwork(new LoweredFaceScore(networks.of(Stage.OUTPUT), lowered)),
                            networks.has(Stage.LANDMARKS) ? new LandmarkNetwork(networks.of(Stage.LANDMARKS)) : null),
                    ModelIds.of(name, source, Map.of("lowered", Float.toString(lowered))),
                    new ModelContract.Detector(DetectorGraph.MAXIMUM_LEVELS),
                    new Provenance(
                            Instant.now().truncatedTo(ChronoUnit.SECONDS), "facegate train detector", source, settings),
                    licence);
        }
    }
}
