package io.facegate.training.weights.espdl;

import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import io.facegate.vision.model.ModelException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Weights of ESP-DL: whole numbers n that stand for n 2^e, with one exponent e for all of them. Kernels lie as the chip reads
 * them, in groups of 16 output channels: {@code [O/16, H, W, I, 16]} for the shape {@code [H, W, I, O]}, and
 * {@code [C/16, H, W, 16]} for {@code [H, W, C, 1]}, a kernel for each channel.
 */
final class QuantizedTensor {
    private static final int DIMENSIONS = 0;
    private static final int TYPE = 1;
    private static final int NAME = 6;
    private static final int LAYOUT = 7;
    private static final int DATA = 8;
    private static final int EXPONENTS = 13;

    private static final int INT8 = 3;
    private static final int INT16 = 5;
    private static final int INT32 = 6;
    private static final int BYTES_OF_A_BLOCK = 16;
    private static final int GROUP = 16;

    private static final String AS_IT_IS = "layout ==> UNK";
    private static final String GROUPED = "layout ==> N16HWC16";

    private final FlatTable tensor;
    private final long[] dimensions;

    QuantizedTensor(FlatTable tensor) {
        this.tensor = tensor;
        this.dimensions = tensor.longNumbers(DIMENSIONS).stream()
                .mapToLong(Long::longValue)
                .toArray();
    }

    String name() {
        return tensor.text(NAME);
    }

    /** As ONNX has it: kernels are {@code [O, I, H, W]}, or {@code [C, 1, H, W]} with one for each channel. */
    TensorProto floats() {
        return switch (tensor.text(LAYOUT)) {
            case AS_IT_IS -> proto(dimensions, values());
            case GROUPED -> kernel();
            default -> throw unsupported("the " + tensor.text(LAYOUT));
        };
    }

    private TensorProto kernel() {
        if (dimensions.length != 4) {
            throw unsupported("a kernel of %d axes".formatted(dimensions.length));
        }
        int height = Math.toIntExact(dimensions[0]);
        int width = Math.toIntExact(dimensions[1]);
        boolean forEachChannel = dimensions[3] == 1;
        int outputs = Math.toIntExact(forEachChannel ? dimensions[2] : dimensions[3]);
        int inputs = forEachChannel ? 1 : Math.toIntExact(dimensions[2]);
        if (outputs % GROUP != 0) {
            throw unsupported("%d output channels, which is no multiple of %d".formatted(outputs, GROUP));
        }
        float[] stored = values();
        float[] kernel = new float[stored.length];
        int next = 0;
        for (int group = 0; group < outputs; group += GROUP) {
            for (int place = 0; place < height * width; place++) {
                for (int input = 0; input < inputs; input++) {
                    for (int output = group; output < group + GROUP; output++) {
                        kernel[(output * inputs + input) * height * width + place] = stored[next++];
                    }
                }
            }
        }
        return proto(new long[] {outputs, inputs, height, width}, kernel);
    }

    private float[] values() {
        List<Long> exponents = tensor.longNumbers(EXPONENTS);
        if (exponents.size() != 1) {
            throw unsupported("%d exponents".formatted(exponents.size()));
        }
        double step = Math.scalb(1.0, Math.toIntExact(exponents.get(0)));
        ByteBuffer data = tensor.bytes(DATA, BYTES_OF_A_BLOCK);
        float[] values = new float[checkedSize(data.capacity())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (step * next(data));
        }
        return values;
    }

    /** How many values there are; the last block of bytes may be longer. */
    private int checkedSize(int bytes) {
        long size = 1;
        for (long dimension : dimensions) {
            if (dimension < 1 || dimension > bytes) {
                throw new IndexOutOfBoundsException("an axis of %d values".formatted(dimension));
            }
            size = Math.multiplyExact(size, dimension);
        }
        if (size > bytes) {
            throw new IndexOutOfBoundsException("%d values in %d bytes".formatted(size, bytes));
        }
        return (int) size;
    }

    private int next(ByteBuffer data) {
        return switch (tensor.number(TYPE)) {
            case INT8 -> data.get();
            case INT16 -> data.getShort();
            case INT32 -> data.getInt();
            default -> throw unsupported("values of type %d".formatted(tensor.number(TYPE)));
        };
    }

    private TensorProto proto(long[] shape, float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        TensorProto.Builder proto = TensorProto.newBuilder()
                .setName(name())
                .setDataType(TensorProto.DataType.FLOAT.getNumber())
                .setRawData(ByteString.copyFrom(bytes));
        for (long dimension : shape) {
            proto.addDims(dimension);
        }
        return proto.build();
    }

    private ModelException unsupported(String what) {
        return new ModelException("Weights '%s' can't be imported: %s is not understood.".formatted(name(), what));
    }
}
