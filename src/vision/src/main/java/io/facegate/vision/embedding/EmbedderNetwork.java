package io.facegate.vision.embedding;

import io.facegate.vision.alignment.FaceCrop;
import io.facegate.vision.model.ModelDescriptor;
import java.util.List;

/** An embedder's network in the memory of the engine that runs it. Owns that memory; several threads may run it at once. */
public interface EmbedderNetwork extends AutoCloseable {
    /** Of an embedder. */
    ModelDescriptor descriptor();

    /**
     * @param crops one or more, of the size that the embedder's contract says
     * @return one embedding for each crop, in the same order
     * @throws RuntimeException if the engine can't run it, or it gives something else
     */
    List<Embedding> run(List<FaceCrop> crops);

    @Override
    void close();
}
