package io.facegate.training.weights.onnx;

import ai.onnx.proto.OnnxMl.TensorProto;
import io.facegate.vision.model.ModelException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.ndarray.buffer.FloatDataBuffer;
import org.tensorflow.ndarray.buffer.ShortDataBuffer;
import org.tensorflow.ndarray.buffer.layout.DataLayouts;
import org.tensorflow.ndarray.buffer.layout.FloatDataLayout;

/** Reads tensors that are stored in an ONNX file. Half precision is widened to float32. */
final class OnnxTensors {
    private OnnxTensors() {}

    /**
     * @throws ModelException if the tensor's data is elsewhere, damaged, or of a type that no embedder needs
     */
    static Value read(TensorProto tensor) {
        if (tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL) {
            throw new ModelException(
                    "Tensor '%s' keeps its data in another file, which is not supported.%nMaybe save the model as one file, with onnx.save_model(model, path, save_as_external_data=False)."
                            .formatted(tensor.getName()));
        }
        long[] shape = tensor.getDimsList().stream().mapToLong(Long::longValue).toArray();
        TensorProto.DataType type = TensorProto.DataType.forNumber(tensor.getDataType());
        return switch (type == null ? TensorProto.DataType.UNDEFINED : type) {
            case FLOAT -> new Weights(shape, floats(tensor));
            case DOUBLE -> new Weights(shape, doubles(tensor));
            case FLOAT16 -> new Weights(shape, halves(tensor, DataLayouts.FLOAT16));
            case BFLOAT16 -> new Weights(shape, halves(tensor, DataLayouts.BFLOAT16));
            case INT64 -> integers(tensor, shape, longs(tensor));
            case INT32 -> integers(tensor, shape, ints(tensor));
            case BOOL -> integers(tensor, shape, bytes(tensor));
            default ->
                throw new ModelException(
                        "Tensor '%s' has the type %s, which is not supported.%nMaybe export the model in float32; a quantised one must be dequantised first."
                                .formatted(tensor.getName(), type == null ? tensor.getDataType() : type));
        };
    }

    private static Integers integers(TensorProto tensor, long[] shape, LongStream values) {
        if (shape.length > 1) {
            throw new ModelException("Tensor '%s' of integers has %d axes; at most one is supported"
                    .formatted(tensor.getName(), shape.length));
        }
        List<Long> list = values.boxed().toList();
        if (list.size() != Weights.elements(shape)) {
            throw damaged(tensor, list.size());
        }
        return new Integers(list, shape.length == 0);
    }

    private static float[] floats(TensorProto tensor) {
        float[] values = new float[count(tensor, Float.BYTES, tensor.getFloatDataCount())];
        if (tensor.hasRawData()) {
            raw(tensor).asFloatBuffer().get(values);
        } else {
            for (int i = 0; i < values.length; i++) {
                values[i] = tensor.getFloatData(i);
            }
        }
        return values;
    }

    private static float[] doubles(TensorProto tensor) {
        float[] values = new float[count(tensor, Double.BYTES, tensor.getDoubleDataCount())];
        ByteBuffer raw = raw(tensor);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (tensor.hasRawData() ? raw.getDouble() : tensor.getDoubleData(i));
        }
        return values;
    }

    private static float[] halves(TensorProto tensor, FloatDataLayout<ShortDataBuffer> layout) {
        short[] bits = new short[count(tensor, Short.BYTES, tensor.getInt32DataCount())];
        ByteBuffer raw = raw(tensor);
        for (int i = 0; i < bits.length; i++) {
            bits[i] = tensor.hasRawData() ? raw.getShort() : (short) tensor.getInt32Data(i);
        }
        FloatDataBuffer widened = layout.applyTo(DataBuffers.of(bits, true, false));
        float[] values = new float[bits.length];
        widened.read(values);
        return values;
    }

    private static LongStream longs(TensorProto tensor) {
        if (!tensor.hasRawData()) {
            return tensor.getInt64DataList().stream().mapToLong(Long::longValue);
        }
        ByteBuffer raw = raw(tensor);
        return LongStream.generate(raw::getLong).limit(raw.remaining() / Long.BYTES);
    }

    private static LongStream ints(TensorProto tensor) {
        if (!tensor.hasRawData()) {
            return tensor.getInt32DataList().stream().mapToLong(Integer::longValue);
        }
        ByteBuffer raw = raw(tensor);
        return LongStream.generate(raw::getInt).limit(raw.remaining() / Integer.BYTES);
    }

    private static LongStream bytes(TensorProto tensor) {
        if (!tensor.hasRawData()) {
            return tensor.getInt32DataList().stream().mapToLong(Integer::longValue);
        }
        return IntStream.range(0, tensor.getRawData().size())
                .mapToLong(i -> tensor.getRawData().byteAt(i));
    }

    private static ByteBuffer raw(TensorProto tensor) {
        return tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int count(TensorProto tensor, int bytesEach, int typedCount) {
        int count = tensor.hasRawData() ? tensor.getRawData().size() / bytesEach : typedCount;
        long expected = tensor.getDimsList().stream().reduce(1L, Math::multiplyExact);
        if (count != expected) {
            throw damaged(tensor, count);
        }
        return count;
    }

    private static ModelException damaged(TensorProto tensor, int count) {
        return new ModelException(
                "Tensor '%s' has %d values where its shape %s needs others.%nMaybe the file is damaged."
                        .formatted(tensor.getName(), count, tensor.getDimsList()));
    }
}
