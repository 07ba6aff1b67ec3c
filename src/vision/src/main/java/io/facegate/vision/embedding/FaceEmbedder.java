package io.facegate.vision.embedding;

import io.facegate.vision.alignment.FaceCrop;
import io.facegate.vision.landmark.AlignmentTemplate;
import io.facegate.vision.model.LoadedModel;
import io.facegate.vision.model.ModelContract;
import io.facegate.vision.model.ModelId;
import java.util.List;

/**
 * A model that turns aligned crops into embeddings, a batch at a time, by the thread that asks. Owns the model; several threads
 * may use it at once.
 */
public final class FaceEmbedder implements AutoCloseable {
    private final EmbedderNetwork network;
    private final ModelContract.Embedder contract;

    /** Takes the ownership of the network. */
    public FaceEmbedder(EmbedderNetwork network) {
        if (!(network.descriptor().contract() instanceof ModelContract.Embedder embedder)) {
            throw new IllegalArgumentException(
                    "Model %s is not an embedder".formatted(network.descriptor().id()));
        }
        this.network = network;
        this.contract = embedder;
    }

    /** Takes the ownership of the model, which TensorFlow runs. */
    public FaceEmbedder(LoadedModel model) {
        this(new TensorFlowNetwork(model));
    }

    public ModelId model() {
        return network.descriptor().id();
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
        crops.forEach(this::check);
        return crops.isEmpty() ? List.of() : network.run(crops);
    }

    /**
     * @throws IllegalArgumentException if the crop is not of the size that the model takes
     */
    void check(FaceCrop crop) {
        int size = template().cropSize();
        if (crop.size() != size) {
            throw new IllegalArgumentException(
                    "A crop is %d pixels wide where model %s expects %d".formatted(crop.size(), model(), size));
        }
    }

    @Override
    public void close() {
        network.close();
    }
}
