package io.facegate.training.weights.onnx;

import static io.facegate.training.weights.onnx.OnnxModelBuilder.input;
import static io.facegate.training.weights.onnx.OnnxModelBuilder.integer;
import static io.facegate.training.weights.onnx.OnnxModelBuilder.ints;
import static io.facegate.training.weights.onnx.OnnxModelBuilder.tensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.TensorProto;
import io.facegate.training.export.ModelExporter;
import io.facegate.training.network.ColourOrder;
import io.facegate.training.network.Preprocessing;
import io.facegate.vision.alignment.FaceCrop;
import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.embedding.FaceEmbedder;
import io.facegate.vision.landmark.AlignmentTemplate;
import io.facegate.vision.model.InferenceSettings;
import io.facegate.vision.model.Licence;
import io.facegate.vision.model.ModelContract;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelException;
import io.facegate.vision.model.ModelStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxEmbedderImporterTest {
    private static final int SIZE = 16;

    private final Path folder;
    private final Path models;

    OnnxEmbedderImporterTest(@TempDir Path folder) {
        this.folder = folder;
        this.models = folder.resolve("models");
    }

    @Test
    void preProcessingAndNormalisationAreInTheModel() throws Exception {
        Path file = meanOfChannels(-1).write(folder);
        FaceCrop crop = crop(1);
        double red = mean(crop, 0) - 100;
        double green = mean(crop, 1) - 100;
        double blue = mean(crop, 2) - 100;
        double norm = Math.sqrt(red * red + green * green + blue * blue);

        List<float[]> rgb = embed(importFrom(file, with(new Preprocessing(100, 50, ColourOrder.RGB))), crop);
        List<float[]> bgr = embed(importFrom(file, with(new Preprocessing(100, 50, ColourOrder.BGR))), crop);

        assertThat(rgb.get(0))
                .containsExactly(
                        new float[] {(float) (red / norm), (float) (green / norm), (float) (blue / norm)},
                        within(1e-5f));
        assertThat(bgr.get(0))
                .containsExactly(
                        new float[] {(float) (blue / norm), (float) (green / norm), (float) (red / norm)},
                        within(1e-5f));
    }

    @Test
    void aModelExportedForOneFaceTakesSeveral() throws Exception {
        ModelDescriptor model = importFrom(
                input(1, 3, SIZE, SIZE)
                        .node("GlobalAveragePool", List.of("x"), "mean")
                        .integers("shape", 1, -1)
                        .node("Reshape", List.of("mean", "shape"), "y")
                        .write(folder),
                scaled());

        List<float[]> together = embed(model, crop(1), crop(2), crop(3));

        assertThat(together).hasSize(3);
        assertThat(together.get(2)).containsExactly(embed(model, crop(3)).get(0), within(1e-6f));
    }

    @Test
    void theDescriptionSaysWhereTheModelCameFrom() throws Exception {
        Path file = Files.copy(meanOfChannels(-1).write(folder), folder.resolve("My Face_Model v2.onnx"));

        ModelDescriptor model = importFrom(
                file,
                new EmbedderSettings(
                        null, CropTemplate.ARCFACE, Preprocessing.ARCFACE, null, new Licence("MIT", "public")));

        assertThat(model.id().value()).matches("my-face-model-v2-[0-9a-f]{8}");
        assertThat(model.contract()).isEqualTo(new ModelContract.Embedder(AlignmentTemplate.arcface(SIZE), 3));
        assertThat(model.licence()).isEqualTo(new Licence("MIT", "public"));
        assertThat(model.provenance().source()).containsOnlyKeys("My Face_Model v2.onnx");
        assertThat(model.provenance().settings())
                .containsEntry("mean", "127.5")
                .containsEntry("scale", "127.5")
                .containsEntry("colour", "rgb")
                .containsEntry("template", "arcface");
    }

    @Test
    void oneOfSeveralOutputsCanBeChosen() throws Exception {
        Path file = meanOfChannels(-1)
                .node("Sigmoid", List.of("y"), "quality")
                .output("y")
                .output("quality")
                .write(folder);

        assertThatThrownBy(() -> importFrom(file, scaled()))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("has the outputs y, quality")
                .hasMessageContaining("--output");
        ModelDescriptor model = importFrom(
                file,
                new EmbedderSettings(
                        "chosen", CropTemplate.ARCFACE, Preprocessing.ARCFACE, "quality", Licence.UNKNOWN));
        assertThat(model.id().value()).startsWith("chosen-");
    }

    @Test
    void halfPrecisionWeightsAreWidened() throws Exception {
        byte[] halves = ByteBuffer.allocate(12)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) 0x3C00) // 1
                .putShort((short) 0xC000) // -2
                .putShort((short) 0x3800) // 0.5
                .putShort((short) 0)
                .putShort((short) 0x3C00)
                .putShort((short) 0x4200) // 3
                .array();
        Path half = means().raw("w", TensorProto.DataType.FLOAT16, halves, 2, 3)
                .node("Gemm", List.of("v", "w"), "y", integer("transB", 1))
                .write(Files.createDirectory(folder.resolve("half")));
        Path full = means().floats("w", new long[] {2, 3}, 1, -2, 0.5f, 0, 1, 3)
                .node("Gemm", List.of("v", "w"), "y", integer("transB", 1))
                .write(Files.createDirectory(folder.resolve("full")));

        assertThat(embed(importFrom(half, scaled()), crop(1)).get(0))
                .containsExactly(embed(importFrom(full, scaled()), crop(1)).get(0), within(1e-6f));
    }

    @Test
    void anUnknownOperatorIsNamedWithItsNode() throws IOException {
        refuses(
                meanOfChannels(-1, "z").node("Softmax", List.of("z"), "y"),
                "Node '/Softmax_2' (Softmax) can't be imported: operator Softmax is not supported");
        refuses(
                meanOfChannels(-1, "z").node("com.microsoft", "Gelu", List.of("z"), "y"),
                "operator com.microsoft.Gelu is not supported");
    }

    @Test
    void aKnownOperatorUsedInAnUnknownWayIsNamedWithItsNode() throws IOException {
        refuses(
                map().node("MaxPool", List.of("x"), "y", ints("kernel_shape", 2, 2), ints("dilations", 2, 2)),
                "Node '/MaxPool_0' (MaxPool) can't be imported: dilations are not supported");
        refuses(
                map().random("w", 4, 3, 3).node("Conv", List.of("x", "w"), "y"),
                "Node '/Conv_0' (Conv) can't be imported: its kernel has 3 axes");
        refuses(
                map().random("w", 4, 5, 3, 3).node("Conv", List.of("x", "w"), "y"),
                "a kernel of shape [4, 5, 3, 3] in 1 groups does not fit 3 channels");
        refuses(means().random("w", 5, 4).node("Gemm", List.of("v", "w"), "y"), "(Gemm) can't be imported");
        refuses(
                map().integers("shape", 7, -1).node("Reshape", List.of("x", "shape"), "y"),
                "would mix the faces of a batch");
        refuses(map().node("Relu", List.of("nowhere"), "y"), "nothing makes its input 'nowhere'");
    }

    @Test
    void whatIsNoOnnxModelIsRefused() throws IOException {
        Path text = Files.writeString(folder.resolve("text.onnx"), "These are no weights at all.");
        Path empty = Files.createFile(folder.resolve("empty.onnx"));
        Path cut = Files.write(
                folder.resolve("cut.onnx"),
                Arrays.copyOf(Files.readAllBytes(meanOfChannels(-1).write(folder)), 60));

        for (Path file : List.of(text, empty, cut)) {
            assertThatThrownBy(() -> importFrom(file, scaled()))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining(file + " is not an ONNX model");
        }
        assertThatThrownBy(() -> importFrom(folder.resolve("missing.onnx"), scaled()))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void modelsThatAreNoEmbeddersAreRefused() throws IOException {
        refuses(meanOfChannels(-1).addInput("mask", 1, 1), "has 2 inputs (x, mask)");
        refuses(input(-1, 1, SIZE, SIZE).node("Flatten", List.of("x"), "y"), "[-1, 1, 16, 16] where [N, 3, S, S]");
        refuses(input(-1, 3, SIZE, 20).node("Flatten", List.of("x"), "y"), "[-1, 3, 16, 20] where [N, 3, S, S]");
        refuses(input(-1, SIZE, SIZE, 3).node("Flatten", List.of("x"), "y"), "where [N, 3, S, S] is expected");
        refuses(
                map().node("GlobalAveragePool", List.of("x"), "y"),
                "where embeddings of the shape [N, D] are expected");
        refuses(map().random("c", 1, 4).node("Identity", List.of("c"), "y"), "where embeddings of the shape");
        refuses(meanOfChannels(-1).opset(6), "written for operator set 6; the oldest that is understood is 7");
    }

    @Test
    void weightsInAnotherFileAreRefused() throws IOException {
        refuses(
                means().tensor(tensor("w", TensorProto.DataType.FLOAT, 3, 3)
                                .setDataLocation(TensorProto.DataLocation.EXTERNAL))
                        .node("Gemm", List.of("v", "w"), "y"),
                "Tensor 'w' keeps its data in another file");
    }

    @Test
    void quantisedAndDamagedWeightsAreRefused() throws IOException {
        refuses(
                means().raw("w", TensorProto.DataType.INT8, new byte[9], 3, 3).node("Gemm", List.of("v", "w"), "y"),
                "Tensor 'w' has the type INT8, which is not supported");
        refuses(
                means().raw("w", TensorProto.DataType.FLOAT, new byte[9], 3, 3).node("Gemm", List.of("v", "w"), "y"),
                "Tensor 'w' has 2 values where its shape [3, 3] needs others");
    }

    @Test
    void aTemplateOfAnotherSizeIsRefused() throws IOException {
        Path file = meanOfChannels(-1).write(folder);

        assertThatThrownBy(() -> importFrom(file, EmbedderSettings.ARCFACE))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("16 pixels wide where template arcface112 makes 112");
    }

    @Test
    void aModelForAnySizeTakesThatOfTheTemplate() throws IOException {
        Path file = input(-1, 3, -1, -1)
                .node("GlobalAveragePool", List.of("x"), "mean")
                .node("Flatten", List.of("mean"), "y")
                .write(folder);

        ModelDescriptor model = importFrom(file, EmbedderSettings.ARCFACE);

        assertThat(model.contract()).isEqualTo(new ModelContract.Embedder(AlignmentTemplate.arcface(112), 3));
    }

    private static OnnxModelBuilder map() {
        return input(-1, 3, SIZE, SIZE);
    }

    private static OnnxModelBuilder means() {
        return meanOfChannels(-1, "v");
    }

    private static OnnxModelBuilder meanOfChannels(long batch) {
        return meanOfChannels(batch, "y");
    }

    private static OnnxModelBuilder meanOfChannels(long batch, String output) {
        return input(batch, 3, SIZE, SIZE)
                .node("GlobalAveragePool", List.of("x"), "mean")
                .node("Flatten", List.of("mean"), output);
    }

    private static EmbedderSettings scaled() {
        return with(Preprocessing.ARCFACE);
    }

    private static EmbedderSettings with(Preprocessing preprocessing) {
        return new EmbedderSettings(null, CropTemplate.ARCFACE, preprocessing, null, Licence.UNKNOWN);
    }

    private void refuses(OnnxModelBuilder model, String reason) throws IOException {
        Path file = model.write(folder);
        assertThatThrownBy(() -> importFrom(file, scaled()))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(reason);
        assertThat(new ModelStore(models).list()).isEmpty();
    }

    private ModelDescriptor importFrom(Path file, EmbedderSettings settings) throws IOException {
        return new OnnxEmbedderImporter(new ModelExporter(models)).importFrom(file, settings);
    }

    private List<float[]> embed(ModelDescriptor model, FaceCrop... crops) {
        try (FaceEmbedder embedder = new FaceEmbedder(new ModelStore(models).open(model, InferenceSettings.DEFAULT))) {
            return embedder.embed(List.of(crops)).stream()
                    .map(Embedding::values)
                    .toList();
        }
    }

    private static FaceCrop crop(long seed) {
        byte[] rgb = new byte[SIZE * SIZE * 3];
        new Random(seed).nextBytes(rgb);
        return new FaceCrop(SIZE, rgb);
    }

    private static double mean(FaceCrop crop, int channel) {
        double sum = 0;
        for (int i = channel; i < crop.rgb().length; i += 3) {
            sum += Byte.toUnsignedInt(crop.rgb()[i]);
        }
        return sum / (SIZE * SIZE);
    }
}
