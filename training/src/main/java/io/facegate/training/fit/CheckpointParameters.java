package io.facegate.training.fit;

import io.facegate.training.network.Initializer;
import io.facegate.training.network.Parameters;
import java.nio.file.Path;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat16;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TNumber;

/** A network's parameters out of a checkpoint, as constants: for a model that is to be served. */
public final class CheckpointParameters implements Parameters {

    /** How the large weights are stored; they are computed with in float32 either way. */
    public enum Storage {
        FLOAT32,
        /** Half the size; a value keeps eleven of its 24 significant bits. Norms, biases and slopes stay float32. */
        FLOAT16
    }

    private final Path variables;
    private final Storage storage;

    /**
     * @param variables prefix of the checkpoint's files: {@link Checkpoints.Checkpoint#variables()}
     */
    public CheckpointParameters(Path variables, Storage storage) {
        this.variables = variables;
        this.storage = storage;
    }

    @Override
    public Operand<TFloat32> weight(Ops tf, String name, Shape shape, Initializer initializer) {
        return storage == Storage.FLOAT16 && shape.numDimensions() > 1
                ? tf.dtypes.cast(constant(tf, name, shape, TFloat16.class), TFloat32.class)
                : constant(tf, name, shape, TFloat32.class);
    }

    @Override
    public Operand<TFloat32> statistic(Ops tf, String name, Shape shape, Initializer initializer) {
        return constant(tf, name, shape, TFloat32.class);
    }

    private <T extends TNumber> Operand<T> constant(Ops tf, String name, Shape shape, Class<T> type) {
        try (Graph graph = new Graph();
                Session session = new Session(graph)) {
            Ops reader = Ops.create(graph);
            Operand<TString> names = reader.constant(NdArrays.vectorOfObjects(name));
            Operand<TString> slices = reader.constant(NdArrays.vectorOfObjects(""));
            @SuppressWarnings("unchecked") // as asked for
            Operand<TFloat32> value = (Operand<TFloat32>) reader.train
                    .restore(reader.constant(variables.toString()), names, slices, List.of(TFloat32.class))
                    .tensors()
                    .get(0);
            try (Result result =
                    session.runner().fetch(reader.dtypes.cast(value, type)).run()) {
                if (!result.get(0).shape().equals(shape)) {
                    throw new TrainingException(
                            "The checkpoint has %s of the shape %s where the network has %s.%nMaybe it is of another network."
                                    .formatted(name, result.get(0).shape(), shape));
                }
                return tf.constantOf(type.cast(result.get(0)));
            }
        }
    }
}
