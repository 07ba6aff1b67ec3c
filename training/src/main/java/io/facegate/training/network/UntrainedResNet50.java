package io.facegate.training.network;

import io.facegate.training.export.EmbedderExport;
import io.facegate.training.export.ModelExporter;
import io.facegate.training.export.ModelIds;
import io.facegate.vision.landmark.AlignmentTemplate;
import io.facegate.vision.model.Licence;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.Provenance;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;

/**
 * A {@link ResNet50} that knows nothing yet: to measure its speed, and to compare training with.
 *
 * @param dimension length of the embeddings
 * @param cropSize side of the crops in pixels, 112 or 224
 * @param seed decides its weights
 */
public record UntrainedResNet50(int dimension, int cropSize, long seed) {
    private static final String NAME = "resnet50";
    private static final String COMMAND = "facegate models new resnet50";
    private static final Licence LICENCE = new Licence("Apache-2.0 (untrained)", "none");

    public UntrainedResNet50 {
        ResNet50.checkDimension(dimension);
        if (cropSize != 112 && cropSize != 224) {
            throw new IllegalArgumentException("size (%d) must be 112 or 224".formatted(cropSize));
        }
    }

    /**
     * @throws IOException if the store can't be written; it is as before then
     */
    public ModelDescriptor write(ModelExporter exporter) throws IOException {
        Map<String, String> settings = Map.of(
                "embedding", Integer.toString(dimension),
                "size", Integer.toString(cropSize),
                "seed", Long.toString(seed));
        EmbedderExport export = new EmbedderExport(
                ModelIds.of(NAME, Map.of(), settings),
                AlignmentTemplate.arcface(cropSize),
                new Provenance(Instant.now(), COMMAND, Map.of(), settings),
                LICENCE);
        return export.write(
                exporter, (tf, faces) -> new ResNet50(dimension).embed(tf, new SeededConstants(seed), faces));
    }
}
