package io.facegate.training.detection;

import io.facegate.training.export.FrozenGraph;
import io.facegate.training.export.ModelExporter;
import io.facegate.training.export.ModelIds;
import io.facegate.training.weights.PublishedMtcnn;
import io.facegate.training.weights.WeightsException;
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

/** Published MTCNN weights into a detector. */
public final class MtcnnImporter {
    private final ModelExporter exporter;

    public MtcnnImporter(ModelExporter exporter) {
        this.exporter = exporter;
    }

    /**
     * @param folder with {@link PublishedMtcnn#FILES}
     * @param name how the model's id begins
     * @throws WeightsException if a file is missing or something else
     */
    public ModelDescriptor importFrom(Path folder, String name) throws IOException {
        PublishedMtcnn weights = PublishedMtcnn.read(folder);
        Map<String, String> source = new TreeMap<>();
        for (String file : PublishedMtcnn.FILES) {
            source.put(file, ModelFiles.sha256(folder.resolve(file)));
        }
        try (Graph graph = new Graph()) {
            FrozenGraph detector = DetectorGraph.build(
                    graph,
                    new ProposalNetwork(new FixedParameters(weights.proposal())),
                    new RefinementNetwork(new FixedParameters(weights.refinement())),
                    new OutputNetwork(new FixedParameters(weights.output())));
            return exporter.export(
                    detector,
                    ModelIds.of(name, source, Map.of()),
                    new ModelContract.Detector(DetectorGraph.MAXIMUM_LEVELS),
                    new Provenance(
                            Instant.now().truncatedTo(ChronoUnit.SECONDS),
                            "facegate models import mtcnn",
                            source,
                            Map.of()),
                    PublishedMtcnn.LICENCE);
        }
    }
}
