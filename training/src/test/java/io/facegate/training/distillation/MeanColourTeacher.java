package io.facegate.training.distillation;

import io.facegate.training.export.EmbedderExport;
import io.facegate.training.export.ModelExporter;
import io.facegate.training.network.UnitVectors;
import io.facegate.vision.embedding.FaceEmbedder;
import io.facegate.vision.landmark.AlignmentTemplate;
import io.facegate.vision.model.InferenceSettings;
import io.facegate.vision.model.Licence;
import io.facegate.vision.model.ModelContract;
import io.facegate.vision.model.ModelId;
import io.facegate.vision.model.ModelStore;
import io.facegate.vision.model.Provenance;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.tensorflow.types.TFloat32;

/** An embedder whose embedding is the direction of the mean colour. */
public final class MeanColourTeacher {
    public static final ModelId ID = new ModelId("mean-colour");

    private MeanColourTeacher() {}

    /** The store with this one model in it. */
    public static ModelStore in(Path folder, int faceSize) throws IOException {
        new EmbedderExport(
                        ID,
                        AlignmentTemplate.arcface(faceSize),
                        new Provenance(Instant.now(), "a test", Map.of(), Map.of()),
                        Licence.UNKNOWN)
                .write(
                        new ModelExporter(folder),
                        (tf, faces) -> UnitVectors.of(
                                tf,
                                tf.math.mean(tf.dtypes.cast(faces, TFloat32.class), tf.constant(new int[] {1, 2}))));
        return new ModelStore(folder);
    }

    public static FaceEmbedder open(Path folder, int faceSize) throws IOException {
        ModelStore store = in(folder, faceSize);
        return new FaceEmbedder(store.open(store.find(ModelContract.Embedder.class, ID), InferenceSettings.DEFAULT));
    }
}
