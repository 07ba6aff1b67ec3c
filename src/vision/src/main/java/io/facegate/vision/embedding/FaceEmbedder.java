package io.facegate.vision.embedding;

import io.facegate.vision.alignment.FaceCrop;
import io.facegate.vision.landmark.AlignmentTemplate;
import io.facegate.vision.model.LoadedModel;
import io.facegate.vision.model.ModelContract;
import io.facegate.vision.model.ModelId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tensorflow.Result;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/**
 * A model that turns aligned crops into embeddings, a batch at a time, by the thread that asks. Owns the model; several threads
 * may use it at once.
 */
public final class FaceEmbedder implements AutoCloseable {
    private final LoadedModel model;
    private final ModelContract.Embedder contract;

    /** Takes the ownership of the model. */
    public FaceEmbedder(LoadedModel model) {
        if (!(model.descriptor().contract() instanceof ModelContract.Embedder embedder)) {
            throw new IllegalArgumentException("Model %s is not an embedder".formatted(model.id()));
        }
        this.model = model;
        this.contract = embedder;
    }

    public ModelId model() {
        return model.id();
    }

    /** How crops for this embedder must be aligned. */
    public AlignmentTemplate template() {
        return contract.template();
    }

    /** Length of the embeddings. */
    public int dimension() {
        return contract.dimension();
    }

    /** One embedding for each crop, in the same order. */
    public List<Embedding> embed(List<FaceCrop> crops) {
        if (crops.isEmpty()) {
            return List.of();
        }
        int size = template().cropSize();
        try (TUint8 faces = TUint8.tensorOf(Shape.of(crops.size(), size, size, 3))) {
            for (int i = 0; i < crops.size(); i++) {
                FaceCrop crop = crops.get(i);
                check(crop);
                faces.get(i).copyFrom(DataBuffers.of(crop.rgb(), true, false));
            }
            try (Result result = model.run(Map.of(ModelContract.Embedder.FACES, faces))) {
                TFloat32 embeddings = (TFloat32) result.get(ModelContract.Embedder.EMBEDDINGS)
                        .orElseThrow(() ->
                                new IllegalStateException("Model %s has no output 'embeddings'".formatted(model.id())));
                List<Embedding> found = new ArrayList<>(crops.size());
                for (int i = 0; i < crops.size(); i++) {
                    float[] values = new float[contract.dimension()];
                    embeddings.get(i).copyTo(DataBuffers.of(values, false, false));
                    found.add(Embedding.of(model.id(), values));
                }
                return List.copyOf(found);
            }
        }
    }

    /**
     * @throws IllegalArgumentException if the crop is not of the size that the model takes
     */
    void check(FaceCrop crop) {
        int size = template().cropSize();
        if (crop.size() != size) {
            throw new IllegalArgumentException(
                    "A crop is %d pixels wide where model %s expects %d".formatted(crop.size(), model.id(), size));
        }
    }

    @Override
    public void close() {
        model.close();
    }
}
