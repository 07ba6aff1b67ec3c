package io.facegate.training.export.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.facegate.vision.model.ModelContract;
import io.facegate.vision.model.ModelException;
import io.facegate.vision.model.ModelId;
import java.nio.file.Path;
import java.util.List;

/**
 * An embedder's SavedModel as an ONNX file with the same contract: {@code faces}, uint8 RGB {@code [N, S, S, 3]}, in;
 * {@code embeddings}, float32 {@code [N, D]}, unit vectors, out; N is open. Weights are float32, whatever they are stored as.
 */
public final class OnnxExport {
    private OnnxExport() {}

    /**
     * @param folder of the SavedModel
     * @throws ModelException if it can't be loaded, or has an operation that is not exported
     */
    public static ModelProto of(ModelId id, ModelContract.Embedder contract, Path folder) {
        try (ServingGraph graph = new ServingGraph(folder)) {
            OnnxFile file = new OnnxFile();
            Value embeddings = new GraphTranslation(graph, file).translate(graph.output());
            file.node("Identity", ModelContract.Embedder.EMBEDDINGS, List.of(embeddings.name()));
            file.output(ModelContract.Embedder.EMBEDDINGS, TensorProto.DataType.FLOAT, -1, contract.dimension());
            return file.model(id.value());
        }
    }
}
