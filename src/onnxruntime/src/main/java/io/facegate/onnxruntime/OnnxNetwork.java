package io.facegate.onnxruntime;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.facegate.vision.alignment.FaceCrop;
import io.facegate.vision.embedding.EmbedderNetwork;
import io.facegate.vision.embedding.Embedding;
import io.facegate.vision.model.ModelContract;
import io.facegate.vision.model.ModelDescriptor;
import io.facegate.vision.model.ModelException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The ONNX file of an embedder in a session of ONNX Runtime. Owns it, and the buffers that go in and out. */
final class OnnxNetwork implements EmbedderNetwork {
    /**
     * A thread that waits for work would keep its processor busy with waiting, which others have use for: decoding and
     * detecting of the next picture, or whatever else the machine does.
     */
    private static final String SPINNING = "session.intra_op.allow_spinning";

    private final OrtEnvironment environment = OnnxSessions.environment();
    private final ModelDescriptor descriptor;
    private final ModelContract.Embedder contract;
    private final OrtSession session;
    private final Queue<NetworkBuffers> unused = new ConcurrentLinkedQueue<>();

    /**
     * @param file with the contract of an embedder
     * @param threads within one operation; 0 is one for each processor that the process may use
     */
    OnnxNetwork(ModelDescriptor descriptor, Path file, int threads) {
        if (!(descriptor.contract() instanceof ModelContract.Embedder embedder)) {
            throw new IllegalArgumentException("Model %s is not an embedder".formatted(descriptor.id()));
        }
        this.descriptor = descriptor;
        this.contract = embedder;
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            // by itself it takes the processors of the machine, not those of the container, and binds its threads to
            // them
            options.setIntraOpNumThreads(threads == 0 ? Runtime.getRuntime().availableProcessors() : threads);
            options.setInterOpNumThreads(1);
            options.addConfigEntry(SPINNING, "0");
            this.session = OnnxSessions.open(environment -> environment.createSession(file.toString(), options));
        } catch (OrtException e) {
            throw new ModelException(
                    "Model %s can't be loaded by ONNX Runtime: %s".formatted(descriptor.id(), e.getMessage()), e);
        }
    }

    @Override
    public ModelDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public List<Embedding> run(List<FaceCrop> crops) {
        int size = contract.template().cropSize();
        NetworkBuffers reused = unused.poll();
        NetworkBuffers buffers = reused != null && reused.holds(crops.size())
                ? reused
                : new NetworkBuffers(crops.size(), size, contract.dimension());
        long[] facesShape = {crops.size(), size, size, 3};
        long[] embeddingsShape = {crops.size(), contract.dimension()};
        try (OnnxTensor faces =
                        OnnxTensor.createTensor(environment, buffers.faces(crops), facesShape, OnnxJavaType.UINT8);
                OnnxTensor embeddings =
                        OnnxTensor.createTensor(environment, buffers.embeddings(crops.size()), embeddingsShape);
                OrtSession.Result ignored = session.run(
                        Map.of(ModelContract.Embedder.FACES, faces),
                        Map.of(ModelContract.Embedder.EMBEDDINGS, embeddings))) {
            return read(buffers.embeddings(crops.size()), crops.size());
        } catch (OrtException e) {
            throw new ModelException(
                    "Model %s can't be run by ONNX Runtime: %s".formatted(descriptor.id(), e.getMessage()), e);
        } finally {
            unused.add(buffers);
        }
    }

    private List<Embedding> read(FloatBuffer embeddings, int count) {
        List<Embedding> found = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            float[] values = new float[contract.dimension()];
            embeddings.get(values);
            found.add(Embedding.of(descriptor.id(), values));
        }
        return List.copyOf(found);
    }

    @Override
    public void close() {
        unused.clear();
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("A session that is not in use can always be closed", e);
        }
    }
}
