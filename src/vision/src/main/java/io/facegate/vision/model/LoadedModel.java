package io.facegate.vision.model;

import java.nio.file.Path;
import java.util.Map;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Tensor;
import org.tensorflow.TensorFunction;
import org.tensorflow.exceptions.TensorFlowException;

/** A SavedModel in memory; owns its graph and session until it is closed. Several threads may run it at once. */
public final class LoadedModel implements AutoCloseable {
    /** The signature that every model of ours has. */
    public static final String SIGNATURE = "serving_default";

    /** The tag of the one meta graph of every SavedModel of ours. */
    public static final String TAG = "serve";

    private final ModelDescriptor descriptor;
    private final SavedModelBundle bundle;
    private final TensorFunction function;

    LoadedModel(ModelDescriptor descriptor, Path folder, InferenceSettings settings) {
        this.descriptor = descriptor;
        try {
            this.bundle = SavedModelBundle.loader(folder.toString())
                    .withTags(TAG)
                    .withConfigProto(settings.toProto())
                    .load();
        } catch (TensorFlowException e) {
            throw new ModelException(
                    "Model %s in %s can't be loaded: %s".formatted(descriptor.id(), folder, e.getMessage()), e);
        }
        try {
            this.function = bundle.function(SIGNATURE);
        } catch (IllegalArgumentException e) {
            bundle.close();
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
        return function.call(inputs);
    }

    @Override
    public void close() {
        bundle.close();
    }
}
