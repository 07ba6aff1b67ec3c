package io.facegate.vision.embedding;

import io.facegate.vision.alignment.FaceCrop;
import io.facegate.vision.model.LoadedModel;
import io.facegate.vision.model.ModelContract;
import io.facegate.vision.model.ModelDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tensorflow.Result;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/** The SavedModel of an embedder. Owns it. */
final class TensorFlowNetwork implements EmbedderNetwork {
    private final LoadedModel model;

    /** Takes the ownership of the model. */
    TensorFlowNetwork(LoadedModel model) {
        this.model = model;
    }

    @Override
    public ModelDescriptor descriptor() {
        return model.descriptor();
    }

    @Override
    public List<Embedding> run(List<FaceCrop> crops) {
        int size = crops.get(0).size();
        try (TUint8 faces = TUint8.tensorOf(Shape.of(crops.size(), size, size, 3))) {
            for (int i = 0; i < crops.size(); i++) {
                faces.get(i).copyFrom(DataBuffers.of(crops.get(i).rgb(), true, false));
            }
            try (Result result = model.run(Map.of(ModelContract.Embedder.FACES, faces))) {
                TFloat32 embeddings = (TFloat32) result.get(ModelContract.Embedder.EMBEDDINGS)
                        .orElseThrow(() ->
                                new IllegalStateException("Model %s has no output 'embeddings'".formatted(model.id())));
                int dimension = ((ModelContract.Embedder) descriptor().contract()).dimension();
                List<Embedding> found = new ArrayList<>(crops.size());
                for (int i = 0; i < crops.size(); i++) {
                    float[] values = new float[dimension];
                    embeddings.get(i).copyTo(DataBuffers.of(values, false, false));
                    found.add(Embedding.of(model.id(), values));
                }
                return List.copyOf(found);
            }
        }
    }

    @Override
    public void close() {
        model.close();
    }
}
