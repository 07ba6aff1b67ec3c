package io.facegate.training.export;

import io.facegate.vision.landmark.AlignmentTemplate;
import io.facegate.vision.model.Licence;
import io.facegate.vision.model.ModelContract;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelId;
import io.facegate.vision.model.Provenance;
import java.io.IOException;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/**
 * Builds the graph of an embedder and puts it into a model store.
 *
 * @param id of the new model
 * @param template how its crops are aligned, and their size S
 * @param provenance where it came from
 * @param licence terms of use
 */
public record EmbedderExport(ModelId id, AlignmentTemplate template, Provenance provenance, Licence licence) {

    /** All of an embedder that lies between the input and the output of its contract. */
    @FunctionalInterface
    public interface Network {
        /**
         * @param faces uint8 RGB {@code [N, S, S, 3]}
         * @return {@code [N, D]}, unit vectors
         */
        Operand<TFloat32> embed(Ops tf, Operand<TUint8> faces);
    }

    /**
     * @param network without variables
     * @throws IOException if the store can't be written; it is as before then
     */
    public ModelDescriptor write(ModelExporter exporter, Network network) throws IOException {
        int size = template.cropSize();
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            Placeholder<TUint8> faces = tf.withName(ModelContract.Embedder.FACES)
                    .placeholder(TUint8.class, Placeholder.shape(Shape.of(-1, size, size, 3)));
            Operand<TFloat32> embeddings =
                    tf.withName(ModelContract.Embedder.EMBEDDINGS).identity(network.embed(tf, faces));
            FrozenGraph frozen = new FrozenGraph(
                    graph,
                    Map.of(ModelContract.Embedder.FACES, faces),
                    Map.of(ModelContract.Embedder.EMBEDDINGS, embeddings));
            int dimension = Math.toIntExact(embeddings.shape().get(1));
            return exporter.export(frozen, id, new ModelContract.Embedder(template, dimension), provenance, licence);
        }
    }
}
