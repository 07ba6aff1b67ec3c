package io.facegate.training.weights.onnx;

import static io.facegate.training.weights.onnx.OnnxModelBuilder.tensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.ByteString;
import io.facegate.vision.model.ModelException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

class OnnxTensorsTest {
    private static Value read(TensorProto.Builder tensor) {
        return OnnxTensors.read(tensor.build());
    }

    private static float[] weights(TensorProto.Builder tensor) {
        return ((Weights) read(tensor)).values();
    }

    private static TensorProto.Builder raw(DataType type, byte[] bytes, long... shape) {
        return tensor("t", type, shape).setRawData(ByteString.copyFrom(bytes));
    }

    private static ByteBuffer bytes(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Test
    void floatsAreReadTypedAndRaw() {
        assertThat(weights(tensor("t", DataType.FLOAT, 2).addAllFloatData(List.of(1.5f, -2f))))
                .containsExactly(1.5f, -2);
        assertThat(weights(
                        raw(DataType.FLOAT, bytes(8).putFloat(1.5f).putFloat(-2).array(), 1, 2)))
                .containsExactly(1.5f, -2);
    }

    @Test
    void doublesAreNarrowed() {
        assertThat(weights(tensor("t", DataType.DOUBLE, 1).addDoubleData(0.1))).containsExactly(0.1f);
        assertThat(weights(raw(DataType.DOUBLE, bytes(8).putDouble(-0.1).array(), 1)))
                .containsExactly(-0.1f);
    }

    @Test
    void halvesAreWidened() {
        // 1.5 and -2 in IEEE's half precision
        byte[] halves =
                bytes(4).putShort((short) 0x3e00).putShort((short) 0xc000).array();

        assertThat(weights(raw(DataType.FLOAT16, halves, 2))).containsExactly(1.5f, -2);
        assertThat(weights(tensor("t", DataType.FLOAT16, 1).addInt32Data(0x3e00)))
                .containsExactly(1.5f);
    }

    @Test
    void theUpperHalfOfAFloatIsOneToo() {
        byte[] upper =
                bytes(2).putShort((short) (Float.floatToIntBits(1.5f) >>> 16)).array();

        assertThat(weights(raw(DataType.BFLOAT16, upper, 1))).containsExactly(1.5f);
    }

    @Test
    void wholeNumbersAreShapes() {
        assertThat(read(tensor("t", DataType.INT64, 2).addAllInt64Data(List.of(0L, -1L))))
                .isEqualTo(Integers.vector(List.of(0L, -1L)));
        assertThat(read(raw(DataType.INT64, bytes(8).putLong(-5).array(), 1))).isEqualTo(Integers.vector(List.of(-5L)));
        assertThat(read(raw(DataType.INT32, bytes(8).putInt(7).putInt(-7).array(), 2)))
                .isEqualTo(Integers.vector(List.of(7L, -7L)));
        assertThat(read(tensor("t", DataType.INT32, 1).addInt32Data(3))).isEqualTo(Integers.vector(List.of(3L)));
    }

    @Test
    void oneWithoutAxesIsAnIndex() {
        assertThat(read(tensor("t", DataType.INT64).addInt64Data(2))).isEqualTo(new Integers(List.of(2L), true));
    }

    @Test
    void truthValuesAreNumbersToo() {
        assertThat(read(raw(DataType.BOOL, new byte[] {1, 0}, 2))).isEqualTo(Integers.vector(List.of(1L, 0L)));
        assertThat(read(tensor("t", DataType.BOOL).addInt32Data(1))).isEqualTo(new Integers(List.of(1L), true));
    }

    @Test
    void aTensorWithoutElementsIsEmpty() {
        assertThat(weights(tensor("t", DataType.FLOAT, 0))).isEmpty();
    }

    @Test
    void aShapeThatDoesNotFitItsDataIsDamage() {
        assertThatThrownBy(() -> read(tensor("t", DataType.FLOAT, 3).addFloatData(1)))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("Tensor 't' has 1 values where its shape [3] needs others")
                .hasMessageContaining("Maybe the file is damaged.");
        assertThatThrownBy(() -> read(tensor("t", DataType.INT64, 3).addInt64Data(1)))
                .hasMessageContaining("has 1 values where its shape [3] needs others");
        assertThatThrownBy(() -> read(raw(DataType.FLOAT16, new byte[3], 2)))
                .hasMessageContaining("has 1 values where its shape [2] needs others");
    }

    @Test
    void aTableOfWholeNumbersIsNoShape() {
        assertThatThrownBy(() -> read(tensor("t", DataType.INT64, 1, 1).addInt64Data(1)))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("Tensor 't' of integers has 2 axes; at most one is supported");
    }

    @Test
    void otherTypesAreRefusedByName() {
        for (DataType type : List.of(DataType.STRING, DataType.UINT8, DataType.INT4, DataType.COMPLEX64)) {
            assertThatThrownBy(() -> read(tensor("t", type, 1)))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("Tensor 't' has the type " + type);
        }
        assertThatThrownBy(() -> read(TensorProto.newBuilder().setName("t").setDataType(999)))
                .as("of a standard to come")
                .hasMessageContaining("has the type 999");
    }
}
