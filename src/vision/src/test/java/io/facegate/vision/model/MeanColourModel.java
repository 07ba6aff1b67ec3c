package io.facegate.vision.model;

import io.facegate.vision.landmark.AlignmentTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.SessionFunction;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Sum;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/**
 * The smallest embedder: a crop's mean colour as a unit vector. A real SavedModel with the contract of every embedder, made
 * in a moment.
 */
public final class MeanColourModel {
    public static final int CROP = 16;

    private MeanColourModel() {}

    /** Exports it into the store and writes its description. */
    public static ModelDescriptor exportTo(ModelStore store, ModelId id) throws IOException {
        return exportTo(store, id, LoadedModel.SIGNATURE);
    }

    static ModelDescriptor exportTo(ModelStore store, ModelId id, String signatureKey) throws IOException {
        Path folder = Files.createDirectories(store.folder(id));
        try (Graph graph = new Graph();
                Session session = new Session(graph)) {
            Ops tf = Ops.create(graph);
            Placeholder<TUint8> faces =
                    tf.placeholder(TUint8.class, Placeholder.shape(Shape.of(Shape.UNKNOWN_SIZE, CROP, CROP, 3)));
            Operand<TFloat32> mean = tf.math.mean(tf.dtypes.cast(faces, TFloat32.class), tf.array(1, 2));
            Operand<TFloat32> squares = tf.sum(tf.math.square(mean), tf.array(1), Sum.keepDims(true));
            Operand<TFloat32> unit = tf.math.mul(mean, tf.math.rsqrt(squares));
            Signature signature = Signature.builder()
                    .key(signatureKey)
                    .input(ModelContract.Embedder.FACES, faces)
                    .output(ModelContract.Embedder.EMBEDDINGS, unit)
                    .build();
            SavedModelBundle.exporter(folder.toString())
                    .withTags("serve")
                    .withFunction(SessionFunction.create(signature, session))
                    .export();
        }
        ModelDescriptor descriptor = new ModelDescriptor(
                id,
                new ModelContract.Embedder(AlignmentTemplate.arcface(CROP), 3),
                ModelFiles.checksums(folder),
                new Provenance(Instant.parse("2025-11-23T10:15:30Z"), "a test", Map.of(), Map.of("seed", "1")),
                new Licence("Apache-2.0", "none"),
                null);
        store.write(descriptor);
        return descriptor;
    }
}
