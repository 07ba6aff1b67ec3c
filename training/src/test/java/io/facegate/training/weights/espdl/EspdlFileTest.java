package io.facegate.training.weights.espdl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import io.facegate.training.SharedData;
import io.facegate.vision.model.ModelException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EspdlFileTest {
    private final Path folder;

    EspdlFileTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void wholeNumbersBecomeWhatTheyStandFor() throws Exception {
        ModelProto model = read(EspdlBuilder.model()
                .weights("bias", EspdlBuilder.INT32, -3, "layout ==> UNK", new int[] {-8, 1, 20}, 3)
                .node("Add", List.of("x", "bias"), "y"));

        assertThat(floats(model, "bias")).containsExactly(new float[] {-1, 0.125f, 2.5f}, within(0f));
    }

    @Test
    void kernelsAreReadInTheirGroupsOfOutputChannels() throws Exception {
        int[] stored = new int[32 * 2 * 3];
        Arrays.setAll(stored, i -> i % 100);

        ModelProto model = read(EspdlBuilder.model()
                .weights("kernel", EspdlBuilder.INT8, 0, "layout ==> N16HWC16", stored, 1, 3, 2, 32)
                .node("Conv", List.of("x", "kernel"), "y"));

        float[] kernel = floats(model, "kernel");
        assertThat(tensor(model, "kernel").getDimsList()).containsExactly(32L, 2L, 1L, 3L);
        for (int output = 0; output < 32; output++) {
            for (int input = 0; input < 2; input++) {
                for (int x = 0; x < 3; x++) {
                    int place = ((output / 16 * 3 + x) * 2 + input) * 16 + output % 16;
                    assertThat(kernel[(output * 2 + input) * 3 + x])
                            .as("output %d, input %d, x %d", output, input, x)
                            .isEqualTo(stored[place]);
                }
            }
        }
    }

    @Test
    void aKernelForEachChannelHasOneInput() throws Exception {
        ModelProto model = read(EspdlBuilder.model()
                .weights("kernel", EspdlBuilder.INT8, -7, "layout ==> N16HWC16", new int[16 * 9], 3, 3, 16, 1)
                .node("Conv", List.of("x", "kernel"), "y"));

        assertThat(tensor(model, "kernel").getDimsList()).containsExactly(16L, 1L, 3L, 3L);
    }

    @Test
    void channelsOfTheInputComeFirst() throws Exception {
        ModelProto model = read(EspdlBuilder.model().node("Relu", List.of("x"), "y"));

        assertThat(model.getGraph()
                        .getInput(0)
                        .getType()
                        .getTensorType()
                        .getShape()
                        .getDimList())
                .extracting(TensorShapeProto.Dimension::getDimValue)
                .containsExactly(1L, 3L, 8L, 8L);
        assertThat(model.getGraph().getOutput(0).getName()).isEqualTo("y");
    }

    @Test
    void aTranspositionToChannelsFirstIsNothing() throws Exception {
        ModelProto model = read(EspdlBuilder.model().numbers("perm", 0, 3, 1, 2).node("Transpose", List.of("x"), "y"));

        assertThat(model.getGraph().getNodeList())
                .extracting(NodeProto::getOpType)
                .containsExactly("Identity");
    }

    @Test
    void aProductTakesTheKernelAsAMatrixOfOutputsAndInputs() throws Exception {
        ModelProto model = read(EspdlBuilder.model()
                .weights("matrix", EspdlBuilder.INT8, 0, "layout ==> N16HWC16", new int[16 * 5], 1, 1, 5, 16)
                .number("transB", 0)
                .node("Gemm", List.of("x", "matrix"), "y"));

        assertThat(tensor(model, "matrix").getDimsList()).containsExactly(16L, 5L);
        assertThat(model.getGraph().getNode(0).getAttributeList())
                .singleElement()
                .satisfies(attribute -> {
                    assertThat(attribute.getName()).isEqualTo("transB");
                    assertThat(attribute.getI()).isEqualTo(1);
                });
    }

    @Test
    void whatWouldChangeTheMeaningIsRefusedByName() {
        assertThatThrownBy(() -> read(EspdlBuilder.model().node("Softmax", List.of("x"), "y")))
                .isInstanceOf(ModelException.class)
                .hasMessage("Node 'y' (Softmax) can't be imported: operator Softmax is not understood.");
        assertThatThrownBy(() ->
                        read(EspdlBuilder.model().text("activation", "Relu").node("Conv", List.of("x"), "y")))
                .hasMessageContaining("the activation Relu is not understood");
        assertThatThrownBy(() ->
                        read(EspdlBuilder.model().numbers("pads", 0, 0, 1, 1).node("Conv", List.of("x"), "y")))
                .hasMessageContaining("the uneven padding [0, 0, 1, 1] is not understood");
        assertThatThrownBy(() ->
                        read(EspdlBuilder.model().numbers("perm", 3, 2, 1, 0).node("Transpose", List.of("x"), "y")))
                .hasMessageContaining("the order [3, 2, 1, 0] of axes is not understood");
        assertThatThrownBy(() -> read(EspdlBuilder.model()
                        .weights("w", EspdlBuilder.INT8, 0, "layout ==> N8HWC8", new int[16], 1, 1, 1, 16)
                        .node("Conv", List.of("x", "w"), "y")))
                .hasMessage("Weights 'w' can't be imported: the layout ==> N8HWC8 is not understood.");
        assertThatThrownBy(() -> read(EspdlBuilder.model()
                        .weights("w", EspdlBuilder.INT8, 0, "layout ==> N16HWC16", new int[24], 1, 1, 1, 24)
                        .node("Conv", List.of("x", "w"), "y")))
                .hasMessageContaining("24 output channels, which is no multiple of 16");
        assertThatThrownBy(() -> read(EspdlBuilder.model()
                        .weights("w", 11, 0, "layout ==> UNK", new int[4], 4)
                        .node("Add", List.of("x", "w"), "y")))
                .hasMessageContaining("values of type 11 is not understood");
    }

    @Test
    void anotherFormatAndAnEncryptedFileAreToldApart() throws Exception {
        byte[] bytes = EspdlBuilder.model().node("Relu", List.of("x"), "y").bytes();
        bytes[4] = 1;

        assertThatThrownBy(() -> read(bytes)).isInstanceOf(ModelException.class).hasMessageContaining("is encrypted");
        assertThatThrownBy(() -> read("PDL2 and so on, many models".getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("is no model of ESP-DL: it doesn't begin with EDL2");
        assertThatThrownBy(() -> read(new byte[3])).isInstanceOf(ModelException.class);
    }

    @Test
    void everyTruncationOfASmallFileIsDamage() throws Exception {
        byte[] bytes = EspdlBuilder.model()
                .weights("bias", EspdlBuilder.INT32, -3, "layout ==> UNK", new int[] {1, 2}, 2)
                .node("Add", List.of("x", "bias"), "y")
                .bytes();

        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> read(cut)).as("%d bytes", length).isInstanceOf(ModelException.class);
        }
    }

    /** Whatever a byte becomes, the file is read or refused: nothing else is thrown, and nothing large is allocated. */
    @Test
    void flippedBytesOfARealFileNeverEndInAnotherError() throws Exception {
        byte[] bytes = Files.readAllBytes(SharedData.path("models/face-mbf/human_face_feat_mbf_s8_v1.p4.espdl"));
        SplittableRandom random = new SplittableRandom(7);
        int refused = 0;
        for (int attempt = 0; attempt < 60; attempt++) {
            byte[] damaged = bytes.clone();
            for (int flip = 0; flip < 200; flip++) {
                // tables and texts are at both ends, weights between them
                int place = random.nextInt(20_000);
                damaged[random.nextBoolean() ? 16 + place : bytes.length - 1 - place] = (byte) random.nextInt(256);
            }
            try {
                read(damaged);
            } catch (ModelException expected) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    private ModelProto read(EspdlBuilder builder) throws IOException {
        return read(builder.bytes());
    }

    private ModelProto read(byte[] bytes) throws IOException {
        return EspdlFile.read(Files.write(folder.resolve("model.espdl"), bytes));
    }

    private static TensorProto tensor(ModelProto model, String name) {
        return model.getGraph().getInitializerList().stream()
                .filter(tensor -> tensor.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static float[] floats(ModelProto model, String name) {
        var buffer = tensor(model, name)
                .getRawData()
                .asReadOnlyByteBuffer()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        float[] values = new float[buffer.remaining()];
        buffer.get(values);
        return values;
    }
}
