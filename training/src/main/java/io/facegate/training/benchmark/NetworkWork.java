package io.facegate.training.benchmark;

import io.facegate.training.fit.Flops;
import io.facegate.vision.model.LoadedModel;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelStore;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.NodeDef;

/**
 * Floating-point operations of a model's convolutions and products for some inputs, which are nearly all that it computes; a
 * multiplication and an addition are two. The model is run once, since what a detector computes depends on what it sees.
 */
public final class NetworkWork {
    private static final List<String> COUNTED = List.of("Conv2D", "DepthwiseConv2dNative", "MatMul");

    private NetworkWork() {}

    /**
     * @param model with a SavedModel
     * @param inputs of its serving signature; they stay the caller's
     */
    public static double of(ModelStore store, ModelDescriptor model, Map<String, Tensor> inputs) {
        store.verify(model);
        try (SavedModelBundle bundle =
                SavedModelBundle.load(store.folder(model.id()).toString(), LoadedModel.TAG)) {
            List<NodeDef> counted = bundle.metaGraphDef().getGraphDef().getNodeList().stream()
                    .filter(node -> COUNTED.contains(node.getOp()))
                    .toList();
            if (counted.isEmpty()) {
                return 0;
            }
            Session.Runner run = bundle.session().runner();
            Signature signature = bundle.function(LoadedModel.SIGNATURE).signature();
            inputs.forEach((name, value) ->
                    run.feed(Objects.requireNonNull(signature.getInputs().get(name), name).name, value));
            for (NodeDef node : counted) {
                run.fetch(node.getName());
                run.fetch(node.getInput(1));
            }
            try (Result result = run.run()) {
                double sum = 0;
                for (int i = 0; i < counted.size(); i++) {
                    sum += work(
                            counted.get(i).getOp(),
                            result.get(2 * i).shape(),
                            result.get(2 * i + 1).shape());
                }
                return sum;
            }
        }
    }

    private static double work(String operation, Shape result, Shape weights) {
        return switch (operation) {
            case "Conv2D" -> Flops.convolution(weights, result);
            case "DepthwiseConv2dNative" -> 2.0 * weights.get(0) * weights.get(1) * result.size(); // [h, w, in, each]
            default -> 2.0 * weights.size() / result.get(1) * result.size(); // [in, out], either way round
        };
    }
}
