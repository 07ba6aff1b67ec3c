package io.facegate.training.export.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.facegate.onnxruntime.OnnxSessions;
import io.facegate.vision.alignment.FaceCrop;
import io.facegate.vision.model.ModelContract;
import io.facegate.vision.model.ModelException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** A network that isn't in any store yet, in ONNX Runtime. */
final class OnnxSession implements AutoCloseable {
    private final OrtEnvironment environment = OnnxSessions.environment();
    private final OrtSession session;

    /**
     * @throws ModelException if ONNX Runtime doesn't take it
     */
    OnnxSession(ModelProto model) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            session = OnnxSessions.open(loading -> loading.createSession(model.toByteArray(), options));
        } catch (OrtException e) {
            throw refused(e);
        }
    }

    /** All outputs for one face. */
    record Outputs(Map<String, float[]> byName) {
        /** The last axis fastest. */
        float[] values(String name) {
            return Objects.requireNonNull(byName.get(name), name);
        }
    }

    Outputs run(FaceCrop face) {
        ByteBuffer bytes = ByteBuffer.allocateDirect(face.rgb().length).put(face.rgb());
        long[] shape = {1, face.size(), face.size(), 3};
        try (OnnxTensor faces = OnnxTensor.createTensor(environment, bytes.flip(), shape, OnnxJavaType.UINT8);
                OrtSession.Result result = session.run(Map.of(ModelContract.Embedder.FACES, faces))) {
            Map<String, float[]> outputs = new HashMap<>();
            for (Map.Entry<String, OnnxValue> output : result) {
                FloatBuffer values = ((OnnxTensor) output.getValue()).getFloatBuffer();
                float[] copy = new float[values.remaining()];
                values.get(copy);
                outputs.put(output.getKey(), copy);
            }
            return new Outputs(outputs);
        } catch (OrtException e) {
            throw refused(e);
        }
    }

    private static ModelException refused(OrtException e) {
        return new ModelException("ONNX Runtime doesn't run what was exported: %s".formatted(e.getMessage()), e);
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("A session that is not in use can always be closed", e);
        }
    }
}
