package io.facegate.training.distillation;

import io.facegate.vision.model.LoadedModel;
import io.facegate.vision.model.ModelContract;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelException;
import io.facegate.vision.model.ModelId;
import io.facegate.vision.model.ModelStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tensorflow.ConcreteFunction;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/**
 * An embedder of the model store as a function of a training graph, so that teacher and student see the very same
 * augmented pictures and a step stays one run of the session. Its weights must be constants, as those of every model
 * that this project exports.
 */
public final class Teacher implements AutoCloseable {
    private static final String FUNCTION = "teacher";

    private final ModelDescriptor descriptor;
    private final ModelContract.Embedder contract;
    private final ConcreteFunction function;

    private Teacher(ModelDescriptor descriptor, ModelContract.Embedder contract, ConcreteFunction function) {
        this.descriptor = descriptor;
        this.contract = contract;
        this.function = function;
    }

    /**
     * @param id null for the only embedder of the store
     * @throws ModelException if there is no such embedder
     */
    public static Teacher open(ModelStore store, @Nullable ModelId id) throws IOException {
        ModelDescriptor descriptor = store.find(ModelContract.Embedder.class, id);
        if (!(descriptor.contract() instanceof ModelContract.Embedder contract)) {
            throw new ModelException("Model %s is no embedder.".formatted(descriptor.id()));
        }
        store.verify(descriptor);
        MetaGraphDef model = read(store.folder(descriptor.id()).resolve("saved_model.pb"));
        SignatureDef signature = model.getSignatureDefOrThrow(LoadedModel.SIGNATURE);
        try (Graph graph = new Graph()) {
            graph.importGraphDef(model.getGraphDef());
            return new Teacher(
                    descriptor,
                    contract,
                    ConcreteFunction.create(
                            Signature.builder()
                                    .key(FUNCTION)
                                    .input(
                                            ModelContract.Embedder.FACES,
                                            output(graph, signature.getInputsOrThrow(ModelContract.Embedder.FACES)))
                                    .output(
                                            ModelContract.Embedder.EMBEDDINGS,
                                            output(
                                                    graph,
                                                    signature.getOutputsOrThrow(ModelContract.Embedder.EMBEDDINGS)))
                                    .build(),
                            graph));
        }
    }

    private static MetaGraphDef read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return SavedModel.parseFrom(in).getMetaGraphs(0);
        }
    }

    private static Output<?> output(Graph graph, TensorInfo info) {
        int colon = info.getName().lastIndexOf(':');
        return graph.operationOrThrow(info.getName().substring(0, colon))
                .output(Integer.parseInt(info.getName().substring(colon + 1)));
    }

    public ModelDescriptor descriptor() {
        return descriptor;
    }

    /** Side of the faces it takes. */
    public int faceSize() {
        return contract.template().cropSize();
    }

    /**
     * @param faces uint8 RGB {@code [N, S, S, 3]}, with the S of the teacher
     * @return {@code [N, T]}, unit vectors without a gradient
     */
    @SuppressWarnings("unchecked") // the contract of every embedder
    public Operand<TFloat32> embed(Ops tf, Operand<TUint8> faces) {
        Operand<?> embeddings =
                tf.call(function, Map.of(ModelContract.Embedder.FACES, faces)).get(ModelContract.Embedder.EMBEDDINGS);
        Operand<TFloat32> shaped =
                tf.reshape((Operand<TFloat32>) embeddings, tf.constant(new int[] {-1, contract.dimension()}));
        return tf.stopGradient(tf.ensureShape(shaped, Shape.of(faces.shape().get(0), contract.dimension())));
    }

    @Override
    public void close() {
        function.close();
    }
}
