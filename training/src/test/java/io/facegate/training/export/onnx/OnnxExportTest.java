package io.facegate.training.export.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.facegate.training.ImportedModels;
import io.facegate.training.export.EmbedderExport;
import io.facegate.training.export.ModelExporter;
import io.facegate.training.network.ResNet50;
import io.facegate.training.network.SeededConstants;
import io.facegate.training.network.UnitVectors;
import io.facegate.vision.alignment.FaceCrop;
import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.embedding.FaceEmbedder;
import io.facegate.vision.landmark.AlignmentTemplate;
import io.facegate.vision.model.InferenceSettings;
import io.facegate.vision.model.Licence;
import io.facegate.vision.model.ModelContract;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelException;
import io.facegate.vision.model.ModelId;
import io.facegate.vision.model.ModelStore;
import io.facegate.vision.model.Provenance;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** ONNX Runtime gives for the ONNX file what TensorFlow gives for the SavedModel. */
class OnnxExportTest {
    private static final Path BUNDLE = Path.of("../models/default");
    private static final int SMALL = 40;

    @TempDir
    private Path models;

    @Test
    void theDefaultEmbedderIsTheSame() throws Exception {
        ModelStore store = new ModelStore(BUNDLE);
        assertSameEmbeddings(store, store.find(ModelContract.Embedder.class, null));
    }

    @Test
    void anEmbedderThatWasImportedIsTheSame() throws Exception {
        ModelStore store = ImportedModels.store();
        assertSameEmbeddings(store, store.find(ModelContract.Embedder.class, null));
    }

    @Test
    void anEmbedderThatLooksAtMirrorImagesTooIsTheSame() throws Exception {
        ModelDescriptor mirrored = write(
                (tf, faces) -> new ResNet50(8, 0, 0.0625).embedWithMirrorImage(tf, new SeededConstants(3), faces));

        assertSameEmbeddings(new ModelStore(models), mirrored);
    }

    @Test
    void paddingsAndReductionsAreTheSame() throws Exception {
        ModelDescriptor odd = write((tf, faces) -> {
            Operand<TFloat32> map = tf.math.sub(tf.dtypes.cast(faces, TFloat32.class), tf.constant(100f));
            int[] one = {1, 2};
            Operand<TFloat32> padded =
                    tf.pad(map, tf.constant(new int[][] {{0, 0}, one, one, {0, 0}}), tf.constant(7f));
            Operand<TFloat32> pooled = tf.nn.maxPool(
                    padded, tf.constant(new int[] {1, 3, 3, 1}), tf.constant(new int[] {1, 2, 2, 1}), "SAME");
            Operand<TFloat32> average = tf.nn.avgPool(pooled, List.of(1L, 2L, 2L, 1L), List.of(1L, 2L, 2L, 1L), "SAME");
            Operand<TFloat32> scaled = tf.math.mul(average, tf.constant(new float[] {1, -2, 3}));
            Operand<TFloat32> flat = tf.reshape(scaled, tf.constant(new int[] {-1, 11 * 11 * 3}));
            return UnitVectors.of(tf, flat);
        });

        assertSameEmbeddings(new ModelStore(models), odd);
    }

    @Test
    void batchNormalisationsAreInTheKernels() {
        ModelStore store = new ModelStore(BUNDLE);
        ModelDescriptor model = store.find(ModelContract.Embedder.class, null);

        List<String> operators = onnx(store, model).getGraph().getNodeList().stream()
                .map(NodeProto::getOpType)
                .toList();

        assertThat(operators).filteredOn("Conv"::equals).hasSize(53);
        assertThat(operators).filteredOn("Gemm"::equals).hasSize(2);
        assertThat(operators)
                .as("of residual blocks and the rectifier of the head")
                .filteredOn("Add"::equals)
                .hasSize(17);
    }

    @Test
    void theSameModelGivesTheSameFile() {
        ModelStore store = new ModelStore(BUNDLE);
        ModelDescriptor model = store.find(ModelContract.Embedder.class, null);

        assertThat(onnx(store, model).toByteString())
                .isEqualTo(onnx(store, model).toByteString());
    }

    @Test
    void anOperationThatIsNotExportedIsNamed() throws IOException {
        ModelDescriptor model = write((tf, faces) -> {
            Operand<TFloat32> means =
                    tf.math.mean(tf.dtypes.cast(faces, TFloat32.class), tf.constant(new int[] {1, 2}));
            return UnitVectors.of(tf, tf.withName("wave").math.sin(means));
        });

        assertThatThrownBy(() -> onnx(new ModelStore(models), model))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("Node 'wave' (Sin) can't be exported to ONNX");
    }

    private ModelDescriptor write(EmbedderExport.Network network) throws IOException {
        return new EmbedderExport(
                        new ModelId("small"),
                        AlignmentTemplate.arcface(SMALL),
                        new Provenance(Instant.EPOCH, "a test", Map.of(), Map.of()),
                        new Licence("none", "none"))
                .write(new ModelExporter(models), network);
    }

    private static ModelProto onnx(ModelStore store, ModelDescriptor model) {
        return OnnxExport.of(model.id(), (ModelContract.Embedder) model.contract(), store.folder(model.id()));
    }

    private static void assertSameEmbeddings(ModelStore store, ModelDescriptor model) throws OrtException {
        ModelContract.Embedder contract = (ModelContract.Embedder) model.contract();
        byte[] file = onnx(store, model).toByteArray();
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (FaceEmbedder embedder = new FaceEmbedder(store.open(model, InferenceSettings.DEFAULT));
                OrtSession session = environment.createSession(file)) {
            for (int faces : new int[] {1, 3}) {
                List<FaceCrop> crops = noise(faces, contract.template().cropSize());
                List<Embedding> expected = embedder.embed(crops);
                float[][] actual = run(environment, session, crops, contract);
                for (int i = 0; i < faces; i++) {
                    assertThat(norm(actual[i])).isCloseTo(1, within(1e-4));
                    assertThat(expected.get(i)
                                    .similarityTo(Embedding.of(model.id(), actual[i]))
                                    .cosine())
                            .isGreaterThanOrEqualTo(0.9999f);
                }
            }
        }
    }

    private static float[][] run(
            OrtEnvironment environment, OrtSession session, List<FaceCrop> crops, ModelContract.Embedder contract)
            throws OrtException {
        int size = contract.template().cropSize();
        ByteBuffer bytes = ByteBuffer.allocateDirect(crops.size() * size * size * 3);
        crops.forEach(crop -> bytes.put(crop.rgb()));
        long[] shape = {crops.size(), size, size, 3};
        try (OnnxTensor faces = OnnxTensor.createTensor(environment, bytes.flip(), shape, OnnxJavaType.UINT8);
                OrtSession.Result result = session.run(Map.of(ModelContract.Embedder.FACES, faces))) {
            OnnxTensor embeddings =
                    (OnnxTensor) result.get(ModelContract.Embedder.EMBEDDINGS).orElseThrow();
            assertThat(embeddings.getInfo().getShape()).containsExactly(crops.size(), contract.dimension());
            FloatBuffer values = embeddings.getFloatBuffer();
            float[][] each = new float[crops.size()][contract.dimension()];
            for (float[] row : each) {
                values.get(row);
            }
            return each;
        }
    }

    /** Blurred: a network gives almost the same for any two pictures of mere noise. */
    private static List<FaceCrop> noise(int count, int size) {
        Random random = new Random(5);
        List<FaceCrop> crops = new ArrayList<>();
        for (int face = 0; face < count; face++) {
            byte[] rgb = new byte[size * size * 3];
            double[] waves = random.doubles(9, 0.01, 0.3).toArray();
            for (int i = 0; i < rgb.length; i++) {
                int channel = i % 3;
                int x = i / 3 % size;
                int y = i / 3 / size;
                double wave = Math.sin(x * waves[channel]) + Math.cos(y * waves[channel + 3] + waves[channel + 6]);
                rgb[i] = (byte) Math.max(0, Math.min(255, 128 + 50 * wave + 5 * random.nextGaussian()));
            }
            crops.add(new FaceCrop(size, rgb));
        }
        return crops;
    }

    private static double norm(float[] values) {
        double squares = 0;
        for (float value : values) {
            squares += value * value;
        }
        return Math.sqrt(squares);
    }
}
