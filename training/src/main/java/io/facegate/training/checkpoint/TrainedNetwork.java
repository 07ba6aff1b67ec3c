package io.facegate.training.checkpoint;

import io.facegate.training.TrainingException;
import io.facegate.vision.model.LoadedModel;
import java.nio.file.Path;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TString;

/** The parameters of a network that was trained before, by their names. */
public sealed interface TrainedNetwork extends AutoCloseable {

    /** Its values, the last axis fastest. */
    @SuppressWarnings("ArrayRecordComponent") // handed over, not compared
    record Parameter(Shape shape, float[] values) {
        static Parameter of(TFloat32 found) {
            float[] values = new float[Math.toIntExact(found.size())];
            found.copyTo(DataBuffers.of(values, false, false));
            return new Parameter(found.shape(), values);
        }
    }

    /**
     * @throws TrainingException if there is no such parameter
     */
    Parameter read(String name);

    /**
     * @throws TrainingException if there is no such parameter, or it has another shape
     */
    default float[] read(String name, Shape shape) {
        Parameter found = read(name);
        if (!found.shape().equals(shape)) {
            throw new TrainingException(
                    "Parameter %s has the shape %s where the network has %s.%nMaybe it is of another network."
                            .formatted(name, found.shape(), shape));
        }
        return found.values();
    }

    @Override
    default void close() {}

    /**
     * Of a run.
     *
     * @param variables prefix of the checkpoint's files: {@link Checkpoint#variables()}
     */
    record OfCheckpoint(Path variables) implements TrainedNetwork {
        @Override
        public Parameter read(String name) {
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
                try (Result result = session.runner().fetch(value).run()) {
                    return Parameter.of((TFloat32) result.get(0));
                }
            }
        }
    }

    /** Of a model that was exported from a run; owns it. */
    final class OfModel implements TrainedNetwork {
        private final Path folder;
        private final SavedModelBundle model;

        /**
         * @param folder of the SavedModel
         */
        public OfModel(Path folder) {
            this.folder = folder;
            this.model = SavedModelBundle.load(folder.toString(), LoadedModel.TAG);
        }

        /** What the parameter's node in the exported graph is called. */
        static String nodeOf(String parameter) {
            return "parameters." + parameter.replace('/', '.');
        }

        @Override
        public Parameter read(String name) {
            GraphOperation node = model.graph().operation(nodeOf(name));
            if (node == null) {
                throw new TrainingException(
                        "%s has no parameter %s.%nMaybe it is of another network, or was not exported from a run."
                                .formatted(folder, name));
            }
            try (Result result = model.session().runner().fetch(node.output(0)).run()) {
                return Parameter.of((TFloat32) result.get(0));
            }
        }

        @Override
        public void close() {
            model.close();
        }
    }
}
