package io.facegate.vision.model;

import java.nio.file.Path;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.Tensor;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GraphDef;

/**
 * A SavedModel in memory, {@link FoldedGraph folded}; owns its graph and session until it is closed. Several threads may run it at
 * once.
 */
public final class LoadedModel implements AutoCloseable {
    /** The signature that every model of ours has. */
    public static final String SIGNATURE = "serving_default";

    /** The tag of the one meta graph of every SavedModel of ours. */
    public static final String TAG = "serve";

    private final ModelDescriptor descriptor;
    private final Signature signature;
    private final Graph graph;
    private final Session session;

    LoadedModel(ModelDescriptor descriptor, Path folder, InferenceSettings settings) {
        this.descriptor = descriptor;
        ConfigProto configuration = settings.toProto();
        GraphDef folded;
        try (SavedModelBundle bundle = SavedModelBundle.loader(folder.toString())
                .withTags(TAG)
                .withConfigProto(configuration)
                .load()) {
            this.signature = signature(bundle, folder);
            folded = FoldedGraph.of(bundle);
        } catch (TensorFlowException e) {
            throw new ModelException(
                    "Model %s in %s can't be loaded: %s".formatted(descriptor.id(), folder, e.getMessage()), e);
        }
        this.graph = new Graph();
        graph.importGraphDef(folded);
        this.session = new Session(graph, configuration);
    }

    private Signature signature(SavedModelBundle bundle, Path folder) {
        try {
            return bundle.function(SIGNATURE).signature();
        } catch (IllegalArgumentException e) {
            throw new ModelException(
                    "Model %s in %s has no signature '%s'.%nMaybe it was exported by another program."
                            .formatted(descriptor.id(), folder, SIGNATURE),
                    e);
        }
    }

    public ModelDescriptor descriptor() {
        return descriptor;
    }

    public ModelId id() {
        return descriptor.id();
    }

    /** Runs the serving signature. The inputs stay the caller's, and the result is the caller's to close. */
    public Result run(Map<String, Tensor> inputs) {
        return session.run(signature, inputs);
    }

    @Override
    public void close() {
        session.close();
        graph.close();
    }
}
