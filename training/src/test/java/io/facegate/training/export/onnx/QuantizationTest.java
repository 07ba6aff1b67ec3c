package io.facegate.training.export.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.facegate.onnxruntime.OnnxRuntimeEngine;
import io.facegate.training.weights.GoldenEmbeddings;
import io.facegate.vision.alignment.FaceCrop;
import io.facegate.vision.embedding.EmbedderEngines;
import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.embedding.FaceEmbedder;
import io.facegate.vision.embedding.TensorFlowEngine;
import io.facegate.vision.model.InferenceSettings;
import io.facegate.vision.model.ModelContract;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelException;
import io.facegate.vision.model.ModelStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The default embedder in 8 bits, on real faces. */
class QuantizationTest {
    private static final ModelStore BUNDLE = new ModelStore(Path.of("../models/default"));

    private final ModelDescriptor embedder = BUNDLE.find(ModelContract.Embedder.class, null);

    @Test
    void anEmbedderOfEightBitsIsAnotherModelThatDriftsALittle(@TempDir Path models) throws IOException {
        List<FaceCrop> faces = GoldenEmbeddings.faces();
        Quantization quantization = quantize(faces, WeightBits.SEVEN);

        assertThat(quantization.drift().faces()).isEqualTo(faces.size() / 4);
        assertThat(quantization.drift().mean()).isBetween(0.99, 0.9999);
        assertThat(quantization.drift().lowest())
                .isBetween(0.96, quantization.drift().mean());

        ModelDescriptor written = quantization.write(models, embedder, "small", Map.of("faces", "some"));
        ModelStore store = new ModelStore(models);
        assertThat(store.list()).containsExactly(written);
        assertThat(written.id().value()).startsWith("small-");
        assertThat(written.contract()).isEqualTo(embedder.contract());
        assertThat(written.calibration()).as("its thresholds are others").isNull();
        assertThat(written.badPictures()).isNull();
        assertThat(written.provenance().settings())
                .containsEntry(
                        "drift: mean cosine",
                        Double.toString(quantization.drift().mean()))
                .containsEntry("quantized from", embedder.id().value());
        assertThat(EmbedderEngines.first(written).name()).isEqualTo(OnnxRuntimeEngine.NAME);
        assertThatThrownBy(() -> new TensorFlowEngine().open(store, written, InferenceSettings.DEFAULT))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("has no SavedModel, so TensorFlow can't run it.");
        assertEmbedsAlike(store, written, faces.get(faces.size() - 1));
    }

    private void assertEmbedsAlike(ModelStore store, ModelDescriptor written, FaceCrop face) {
        try (FaceEmbedder small =
                        new FaceEmbedder(new OnnxRuntimeEngine().open(store, written, InferenceSettings.DEFAULT));
                FaceEmbedder large =
                        new FaceEmbedder(new TensorFlowEngine().open(BUNDLE, embedder, InferenceSettings.DEFAULT))) {
            float[] rounded = small.embed(List.of(face, face)).get(1).values();
            Embedding exact = large.embed(List.of(face)).get(0);
            assertThat(exact.similarityTo(Embedding.of(embedder.id(), rounded)).cosine())
                    .isBetween(0.96f, 0.9999f);
        }
    }

    @Test
    void everyConvolutionIsBetweenRoundedValuesAndOverflowsNowhere() throws IOException {
        GraphProto graph =
                quantize(GoldenEmbeddings.faces(), WeightBits.SEVEN).model().getGraph();
        Map<String, String> producers =
                graph.getNodeList().stream().collect(Collectors.toMap(node -> node.getOutput(0), NodeProto::getOpType));
        Map<String, TensorProto> constants = graph.getInitializerList().stream()
                .collect(Collectors.toMap(TensorProto::getName, Function.identity()));

        assertThat(graph.getNodeList())
                .filteredOn(node -> node.getOpType().equals("Conv"))
                .hasSize(53)
                .allSatisfy(node -> assertThat(node.getInputList())
                        .allSatisfy(input -> assertThat(producers.get(input)).isEqualTo("DequantizeLinear")));
        assertThat(graph.getNodeList())
                .filteredOn(node -> node.getOpType().equals("Add"))
                .filteredOn(node -> "DequantizeLinear".equals(producers.get(node.getInput(0))))
                .as("of residual blocks")
                .hasSize(16);
        assertThat(constants.values())
                .filteredOn(tensor -> tensor.getDataType() == TensorProto.DataType.INT8.getNumber())
                .hasSize(53)
                .allSatisfy(tensor -> assertThat(tensor.getRawData().toByteArray())
                        .usingElementComparator((weight, limit) -> Math.abs(weight) > 64 ? 1 : 0)
                        .containsOnly((byte) 64));
    }

    @Test
    void eightBitsOfAWeightAreNearer() throws IOException {
        List<FaceCrop> faces = GoldenEmbeddings.faces().subList(0, 24);

        assertThat(quantize(faces, WeightBits.EIGHT).drift().mean())
                .isGreaterThan(quantize(faces, WeightBits.SEVEN).drift().mean());
    }

    @Test
    void aFewFacesAreNotEnough() throws IOException {
        List<FaceCrop> faces = GoldenEmbeddings.faces().subList(0, 3);

        assertThatThrownBy(() -> quantize(faces, WeightBits.SEVEN))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("3 faces are too few");
    }

    @Test
    void zeroIsAlwaysExact() {
        assertThat(new Range(0.5f, 2)).isEqualTo(new Range(0, 2));
        assertThat(new Range(-1, 1).zero()).isBetween(127, 128);
        assertThat(new Range(-3, -1).zero()).isEqualTo(255);
        assertThat(new Range(0, 0).step()).isEqualTo(1);
    }

    private Quantization quantize(List<FaceCrop> faces, WeightBits bits) {
        return Quantization.of(embedder, BUNDLE.folder(embedder.id()), faces, bits);
    }
}
