package io.facegate.training.weights;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.razorvine.pickle.PickleException;
import net.razorvine.pickle.Unpickler;
import org.jspecify.annotations.Nullable;

/** Teaches the unpickler NumPy's arrays. What else a pickle may name becomes a plain dictionary: nothing is executed. */
public final class NumpyPickles {
    private NumpyPickles() {}

    static Unpickler unpickler() {
        return new Unpickler();
    }

    static {
        for (String module : new String[] {"numpy.core.multiarray", "numpy._core.multiarray"}) {
            Unpickler.registerConstructor(module, "_reconstruct", arguments -> new Ndarray());
        }
        Unpickler.registerConstructor("numpy", "ndarray", arguments -> new Ndarray());
        Unpickler.registerConstructor("numpy", "dtype", arguments -> new Dtype((String) arguments[0]));
    }

    /** An array while it is being read; the unpickler calls {@code __setstate__} by reflection, hence public. */
    public static final class Ndarray {
        private int[] shape = {};
        private @Nullable Object content;

        /** Version, shape, element type, whether the first axis varies fastest, content. */
        @SuppressWarnings({"MethodName", "checkstyle:MethodName"})
        public void __setstate__(Object[] state) {
            Dtype type = (Dtype) state[2];
            shape = Arrays.stream((Object[]) state[1])
                    .mapToInt(size -> ((Number) size).intValue())
                    .toArray();
            content = type.isObject() ? state[4] : array(type, (Boolean) state[3], bytes(state[4]));
        }

        private WeightArray array(Dtype type, boolean firstAxisFastest, byte[] bytes) {
            float[] values = new float[bytes.length / Float.BYTES];
            ByteBuffer.wrap(bytes).order(type.floatOrder()).asFloatBuffer().get(values);
            if (!firstAxisFastest) {
                return new WeightArray(shape, values);
            }
            int rank = shape.length;
            int[] reversed = new int[rank];
            int[] order = new int[rank];
            for (int axis = 0; axis < rank; axis++) {
                reversed[axis] = shape[rank - 1 - axis];
                order[axis] = rank - 1 - axis;
            }
            return new WeightArray(reversed, values).transpose(order);
        }

        /** A {@link WeightArray}; for an array of objects, the list of its elements. */
        @Nullable
        Object content() {
            return content;
        }
    }

    /** The type of an array's elements; public like {@link Ndarray}. */
    public static final class Dtype {
        private final String name;
        private ByteOrder order = ByteOrder.LITTLE_ENDIAN;

        Dtype(String name) {
            this.name = name;
        }

        /** Version, byte order, and what only structured types have. */
        public void __setstate__(Object[] state) {
            order = ">".equals(state[1]) ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        }

        boolean isObject() {
            return name.startsWith("O");
        }

        ByteOrder floatOrder() {
            if (!name.equals("f4")) {
                throw new PickleException("array elements (%s) must be float32".formatted(name));
            }
            return order;
        }
    }

    /** Python 2 pickles bytes as text, a character a byte. */
    private static byte[] bytes(Object content) {
        return content instanceof String text ? text.getBytes(StandardCharsets.ISO_8859_1) : (byte[]) content;
    }
}
