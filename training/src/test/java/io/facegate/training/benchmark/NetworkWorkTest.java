package io.facegate.training.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegate.vision.landmark.AlignmentTemplate;
import io.facegate.vision.model.Licence;
import io.facegate.vision.model.LoadedModel;
import io.facegate.vision.model.ModelContract;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelFiles;
import io.facegate.vision.model.ModelId;
import io.facegate.vision.model.ModelStore;
import io.facegate.vision.model.Provenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.SessionFunction;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;

class NetworkWorkTest {
    private static final ModelId ID = new ModelId("counted");

    @TempDir
    private Path models;

    private static Operand<TFloat32> filled(Ops tf, int... shape) {
        return tf.fill(tf.constant(shape), tf.constant(0.5f));
    }

    @Test
    void aConvolutionIsItsFilterAtEachPlace() throws IOException {
        double work = work((tf, faces) -> tf.nn.conv2d(faces, filled(tf, 3, 3, 2, 4), List.of(1L, 1L, 1L, 1L), "SAME"));

        assertThat(work).isEqualTo(5 * 5 * 4 * (2.0 * 3 * 3 * 2));
    }

    @Test
    void aDepthwiseConvolutionSeesOneChannel() throws IOException {
        double work = work((tf, faces) ->
                tf.nn.depthwiseConv2dNative(faces, filled(tf, 3, 3, 2, 1), List.of(1L, 2L, 2L, 1L), "VALID"));

        assertThat(work).isEqualTo(2 * 2 * 2 * (2.0 * 3 * 3));
    }

    @Test
    void aProductIsItsRowsTimesItsColumnsTimesWhatTheyHaveInCommon() throws IOException {
        double work = work((tf, faces) -> tf.linalg.matMul(
                tf.reshape(faces, tf.constant(new int[] {1, 50})), filled(tf, 7, 50), MatMul.transposeB(true)));

        assertThat(work).isEqualTo(2.0 * 50 * 7);
    }

    private double work(BiFunction<Ops, Operand<TFloat32>, Operand<TFloat32>> network) throws IOException {
        ModelStore store = new ModelStore(models);
        Path folder = Files.createDirectories(store.folder(ID));
        try (Graph graph = new Graph();
                Session session = new Session(graph)) {
            Ops tf = Ops.create(graph);
            Placeholder<TFloat32> faces = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(1, 5, 5, 2)));
            SavedModelBundle.exporter(folder.toString())
                    .withTags(LoadedModel.TAG)
                    .withFunction(SessionFunction.create(
                            Signature.builder()
                                    .key(LoadedModel.SIGNATURE)
                                    .input("faces", faces)
                                    .output("embeddings", network.apply(tf, faces))
                                    .build(),
                            session))
                    .export();
        }
        ModelDescriptor model = new ModelDescriptor(
                ID,
                new ModelContract.Embedder(AlignmentTemplate.arcface(112), 7),
                ModelFiles.checksums(folder),
                new Provenance(Instant.EPOCH, "a test", Map.of(), Map.of()),
                Licence.UNKNOWN,
                null);
        store.write(model);
        try (TFloat32 faces = TFloat32.tensorOf(Shape.of(1, 5, 5, 2))) {
            return NetworkWork.of(store, model, Map.of("faces", faces));
        }
    }
}
