package io.facegate.training.weights;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.razorvine.pickle.PickleException;
import org.jspecify.annotations.Nullable;

/**
 * A {@code .npy} file that holds a pickled dictionary, layer to parameter to array, as {@code numpy.save} writes it for
 * {@code {"conv1": {"weights": ..., "biases": ...}, ...}}.
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">the .npy format</a>
 */
public final class NumpyDictionary {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

    private final Path file;
    private final Map<String, WeightArray> arrays;

    private NumpyDictionary(Path file, Map<String, WeightArray> arrays) {
        this.file = file;
        this.arrays = arrays;
    }

    /**
     * @throws WeightsException if the file is missing or something else
     */
    public static NumpyDictionary read(Path file) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            skipHeader(file, new DataInputStream(in));
            Object content = NumpyPickles.unpickler().load(in);
            return new NumpyDictionary(file, flatten(content));
        } catch (NoSuchFileException e) {
            throw new WeightsException(
                    "There is no file %s.%nMaybe --from names another folder than the one with the weights."
                            .formatted(file),
                    e);
        } catch (IOException | PickleException | ClassCastException | IllegalArgumentException e) {
            throw new WeightsException(
                    "%s is not a NumPy file with a dictionary of float32 arrays: %s.%nMaybe download it again: it must be the binary file, not a web page about it."
                            .formatted(file, reason(e)),
                    e);
        }
    }

    /** Why it is so at the bottom: the unpickler only says in which of its own steps something failed. */
    private static @Nullable String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage();
    }

    /**
     * @throws WeightsException if it is not there or has another shape
     */
    public WeightArray array(String layer, String parameter, int... shape) {
        WeightArray array = arrays.get(layer + "/" + parameter);
        if (array == null) {
            throw new WeightsException("%s has no %s of layer %s; it has %s.%nMaybe it is another network's file."
                    .formatted(file, parameter, layer, arrays.keySet()));
        }
        if (!Arrays.equals(array.shape(), shape)) {
            throw new WeightsException(
                    "The %s of layer %s in %s have the shape %s where %s is expected.%nMaybe it is another network's file."
                            .formatted(parameter, layer, file, Arrays.toString(array.shape()), Arrays.toString(shape)));
        }
        return array;
    }

    private static void skipHeader(Path file, DataInputStream in) throws IOException {
        byte[] magic = in.readNBytes(MAGIC.length);
        if (!Arrays.equals(magic, MAGIC)) {
            throw new IOException("it does not start with NumPy's mark");
        }
        int version = in.readUnsignedByte();
        in.readUnsignedByte();
        int length = version == 1 ? Short.reverseBytes(in.readShort()) & 0xFFFF : Integer.reverseBytes(in.readInt());
        if (length < 0 || length > Files.size(file)) {
            throw new IOException("its header announces a length of %d bytes".formatted(length));
        }
        String header = new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
        if (!header.contains("'|O'") || !header.contains("'shape': ()")) {
            throw new IOException("it holds something else (%s)".formatted(header.strip()));
        }
    }

    private static Map<String, WeightArray> flatten(Object content) {
        List<?> elements = (List<?>) ((NumpyPickles.Ndarray) content).content();
        if (elements == null || elements.size() != 1) {
            throw new IllegalArgumentException("it does not hold exactly one object");
        }
        Map<String, WeightArray> arrays = new TreeMap<>();
        ((Map<?, ?>) elements.get(0)).forEach((layer, parameters) -> ((Map<?, ?>) parameters)
                .forEach((name, array) -> arrays.put(layer + "/" + name, weights(array))));
        return arrays;
    }

    private static WeightArray weights(@Nullable Object array) {
        if (array instanceof NumpyPickles.Ndarray read && read.content() instanceof WeightArray weights) {
            return weights;
        }
        throw new IllegalArgumentException("it holds something other than arrays of float32");
    }
}
