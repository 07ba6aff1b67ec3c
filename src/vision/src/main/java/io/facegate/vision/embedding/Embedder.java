package io.facegate.vision.embedding;

import io.facegate.vision.alignment.FaceCrop;
import io.facegate.vision.landmark.AlignmentTemplate;
import io.facegate.vision.model.ModelId;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Turns aligned crops into embeddings, later: whoever asks goes on with other work meanwhile, so that there is time to
 * gather what several ask for. Several threads may use it at once.
 */
public interface Embedder extends AutoCloseable {
    ModelId model();

    /** How crops for this embedder must be aligned. */
    AlignmentTemplate template();

    /** Length of the embeddings. */
    int dimension();

    /**
     * Hands crops over. That takes no time, unless so much waits already that whoever brings more has to wait, too, or so
     * little that it is done at once.
     *
     * @param crops of one picture
     * @return one embedding for each crop, in the same order, or what kept the model from giving them. If it is cancelled,
     *     crops that still wait are dropped.
     * @throws IllegalArgumentException if a crop is not by the template
     * @throws IllegalStateException if this is closed
     */
    CompletionStage<List<Embedding>> embed(List<FaceCrop> crops);

    /** Runs the model in the sizes that requests will bring: its first runs are many times slower than the later ones. */
    void warmUp();

    /** Ends when all that was handed over is embedded. */
    @Override
    void close();
}
